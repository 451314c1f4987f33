// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import java.util.List;

/**
 * The numbers behind a figure as they came, nothing left out for drawing.
 *
 * @param rows a cell is a {@link Number} or a {@link String}; an undefined number is NaN
 */
public record DataTable(List<String> columns, List<List<Object>> rows) {
    public DataTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of " + row.size() + " cells under " + columns.size() + " columns");
            }
        }
    }
}
