// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.AccuracyFigure;
import cliplab.viz.figure.CompanionFigure;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Held-out accuracy, live, with temperature and learning rate below. FX thread only. */
public final class AccuracyPane {
    private static final double COMPANION_HEIGHT = 88;

    private final ChartPane chart;
    private final ChartPane companion;
    private final PaneFrame frame;
    private final StatusWords status;

    public AccuracyPane(AccuracyFigure figure, CompanionFigure companions, Repainter repainter) {
        chart = new ChartPane(figure, repainter);
        companion = new ChartPane(companions, repainter).calm();
        companion.setMinHeight(COMPANION_HEIGHT);
        companion.setPrefHeight(COMPANION_HEIGHT);
        VBox.setVgrow(chart, Priority.ALWAYS);
        frame = new PaneFrame(Messages.text("accuracy.title"), new VBox(chart, companion));
        status = new StatusWords(frame, chart, companion);
        Button reset = Tools.resetZoom(chart, companion);
        frame.tools()
                .getChildren()
                .addAll(
                        Tools.toggle(
                                Messages.text("accuracy.classes"),
                                Messages.text("accuracy.classes.tip"),
                                false,
                                figure::classes),
                        Tools.toggle(
                                Messages.text("accuracy.batches"),
                                Messages.text("accuracy.batches.tip"),
                                false,
                                figure::batches),
                        Tools.toggle(
                                Messages.text("accuracy.companions"),
                                Messages.text("accuracy.companions.tip"),
                                true,
                                this::companions),
                        reset);
    }

    private void companions(boolean shown) {
        companion.setVisible(shown);
        companion.setManaged(shown);
    }

    /** Where the run stands, in words. */
    public void sentence(String words) {
        status.sentence(words);
    }

    public void apply(Palette palette) {
        chart.apply(palette);
        companion.apply(palette);
    }

    public PaneFrame frame() {
        return frame;
    }

    public ChartPane chart() {
        return chart;
    }

    public ChartPane companion() {
        return companion;
    }
}
