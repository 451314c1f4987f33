// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.model.eval.Retrieval;
import cliplab.model.eval.RetrievalMetrics;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** How well images and captions find each other, both ways. FX thread only. */
final class RetrievalTable extends GridPane {
    private static final int NUMBERS = 4;

    RetrievalTable() {
        getStyleClass().add("before-after");
        ColumnConstraints names = new ColumnConstraints();
        names.setHgrow(Priority.ALWAYS);
        getColumnConstraints().add(names);
        for (int i = 0; i < NUMBERS; i++) {
            ColumnConstraints numbers = new ColumnConstraints();
            numbers.setHalignment(HPos.RIGHT);
            numbers.setMinWidth(Region.USE_PREF_SIZE);
            getColumnConstraints().add(numbers);
        }
        Tooltip.install(this, new Tooltip(Messages.text("retrieval.metrics.tip")));
    }

    void show(Retrieval retrieval) {
        getChildren().clear();
        addRow(
                0,
                head(""),
                head(recall(1)),
                head(recall(5)),
                head(recall(10)),
                head(Messages.text("retrieval.metrics.median")));
        put(1, Messages.text("retrieval.metrics.image"), retrieval.imageToText());
        put(2, Messages.text("retrieval.metrics.text"), retrieval.textToImage());
    }

    private static String recall(int among) {
        return Messages.text("retrieval.metrics.r", among);
    }

    private static Label head(String text) {
        Label head = new Label(text);
        head.getStyleClass().add("before-after-head");
        return head;
    }

    private void put(int row, String name, RetrievalMetrics metrics) {
        addRow(
                row,
                new Label(name),
                new Label(Numbers.percent(metrics.recallAt1())),
                new Label(Numbers.percent(metrics.recallAt5())),
                new Label(Numbers.percent(metrics.recallAt10())),
                new Label(Numbers.one(metrics.medianRank())));
    }
}
