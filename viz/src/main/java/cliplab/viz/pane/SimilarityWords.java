// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.Cell;
import cliplab.viz.figure.SimilarityReading;
import cliplab.viz.figure.SimilarityView;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;

/** A similarity matrix in sentences, at length and in brief. */
record SimilarityWords(SimilarityView view, SimilarityReading reading) {
    /** How many are right, and the weakest row by name. */
    String summary() {
        int row = reading.weakest();
        if (row < 0) {
            return briefSummary();
        }
        String name = view.rows().get(row);
        String rival = view.columns().get(reading.rival()[row]);
        return briefSummary()
                + (reading.margins()[row] < 0
                        ? Messages.text("similarity.summary.behind", name, rival)
                        : Messages.text("similarity.summary.ahead", name, rival));
    }

    String briefSummary() {
        int row = reading.weakest();
        return row < 0
                ? Messages.text("similarity.summary", reading.right(), reading.asked())
                : Messages.text(
                        "similarity.summary.margin",
                        reading.right(),
                        reading.asked(),
                        Numbers.two(reading.margins()[row]));
    }

    String cell(Cell cell) {
        return Messages.text(
                "similarity.cell",
                view.rows().get(cell.row()),
                view.columns().get(cell.column()),
                cosine(cell),
                softmax(cell),
                rank(cell),
                view.columns().size(),
                shared(cell));
    }

    String briefCell(Cell cell) {
        return Messages.text(
                "similarity.cell.brief",
                view.rows().get(cell.row()),
                view.columns().get(cell.column()),
                cosine(cell),
                softmax(cell),
                rank(cell),
                shared(cell));
    }

    String cosine(Cell cell) {
        return Numbers.two(view.cosines()[cell.row()][cell.column()]);
    }

    String softmax(Cell cell) {
        return Numbers.percent(reading.softmax()[cell.row()][cell.column()]);
    }

    int rank(Cell cell) {
        return SimilarityReading.rank(view.cosines()[cell.row()], cell.column());
    }

    /** The number of shared attributes; a dash where unknown. */
    String shared(Cell cell) {
        int shared = view.shared(cell.row(), cell.column());
        return shared < 0 ? "–" : Integer.toString(shared);
    }

    String margin(int row) {
        return Numbers.two(reading.margins()[row]);
    }
}
