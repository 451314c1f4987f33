// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** The layers of a network, tower by tower in the order given, with sums. Immutable. */
public final class LayerTable {
    /** A line of the table. */
    public sealed interface Line {
        /** Heads a tower; {@code parameters} is the sum of its layers. */
        record Tower(String name, int parameters) implements Line {}

        record Layer(LayerRow row) implements Line {}
    }

    private final Map<String, List<LayerRow>> towers = new LinkedHashMap<>();

    public LayerTable(List<LayerRow> rows) {
        for (LayerRow row : rows) {
            towers.computeIfAbsent(row.tower(), _ -> new ArrayList<>()).add(row);
        }
    }

    public List<String> towers() {
        return List.copyOf(towers.keySet());
    }

    /** The layers of a tower; none where there is no such tower. */
    public List<LayerRow> layers(String tower) {
        return List.copyOf(towers.getOrDefault(tower, List.of()));
    }

    /** The layers of a tower in blocks, see {@link LayerRow#block}; neighbours only. */
    public List<List<LayerRow>> blocks(String tower) {
        List<List<LayerRow>> blocks = new ArrayList<>();
        for (LayerRow row : layers(tower)) {
            if (blocks.isEmpty() || !blocks.getLast().getFirst().block().equals(row.block())) {
                blocks.add(new ArrayList<>());
            }
            blocks.getLast().add(row);
        }
        return blocks;
    }

    /** Each tower's heading, then its layers. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        towers.forEach((tower, rows) -> {
            lines.add(new Line.Tower(tower, sum(rows)));
            rows.forEach(row -> lines.add(new Line.Layer(row)));
        });
        return lines;
    }

    public int total() {
        return towers.values().stream().mapToInt(LayerTable::sum).sum();
    }

    private static int sum(List<LayerRow> rows) {
        return rows.stream().mapToInt(LayerRow::parameters).sum();
    }

    /** Layers as tab-separated text under a heading line; numbers without separators, so that a spreadsheet adds them up. */
    public static String tabSeparated(List<String> headings, List<LayerRow> rows) {
        StringJoiner text = new StringJoiner("\n", String.join("\t", headings) + "\n", "\n");
        for (LayerRow row : rows) {
            text.add(String.join(
                    "\t",
                    row.tower(),
                    row.name(),
                    row.outputShape(),
                    row.parameterShape(),
                    Integer.toString(row.parameters())));
        }
        return text.toString();
    }
}
