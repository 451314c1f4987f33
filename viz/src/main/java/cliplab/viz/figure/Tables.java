// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.ArrayList;
import java.util.List;

/** Joins columns of several buffers into one table with a row for each step that any of them has. */
final class Tables {
    /** One column to be: its name and where its numbers lie. */
    record Column(String name, PointBuffer points, int index) {}

    private Tables() {}

    static DataTable join(List<String> where, List<Column> columns) {
        List<String> names = new ArrayList<>(where);
        columns.forEach(column -> names.add(column.name()));
        List<PointBuffer> buffers =
                columns.stream().map(Column::points).distinct().toList();
        int[] next = new int[buffers.size()];
        List<List<Object>> rows = new ArrayList<>();
        while (true) {
            double step = Double.POSITIVE_INFINITY;
            double epoch = Double.NaN;
            double seconds = Double.NaN;
            for (int b = 0; b < next.length; b++) {
                PointBuffer points = buffers.get(b);
                if (next[b] < points.size() && points.xs(XAxisKind.STEP)[next[b]] < step) {
                    step = points.xs(XAxisKind.STEP)[next[b]];
                    epoch = points.xs(XAxisKind.EPOCH)[next[b]];
                    seconds = points.xs(XAxisKind.TIME)[next[b]];
                }
            }
            if (step == Double.POSITIVE_INFINITY) {
                return new DataTable(names, rows);
            }
            List<Object> row = new ArrayList<>(names.size());
            row.add(step);
            row.add(epoch);
            row.add(seconds);
            for (Column column : columns) {
                int at = next[buffers.indexOf(column.points())];
                boolean here = at < column.points().size() && column.points().xs(XAxisKind.STEP)[at] == step;
                row.add(here ? column.points().column(column.index())[at] : Double.NaN);
            }
            for (int b = 0; b < next.length; b++) {
                PointBuffer points = buffers.get(b);
                if (next[b] < points.size() && points.xs(XAxisKind.STEP)[next[b]] == step) {
                    next[b]++;
                }
            }
            rows.add(row);
        }
    }
}
