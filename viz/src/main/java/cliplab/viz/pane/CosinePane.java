// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.CosineFigure;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import javafx.scene.control.Button;

/** Mean cosines by epoch, live. FX thread only. */
public final class CosinePane {
    private final ChartPane chart;
    private final PaneFrame frame;
    private final StatusWords status;

    public CosinePane(CosineFigure figure, Repainter repainter) {
        chart = new ChartPane(figure, repainter).calm();
        frame = new PaneFrame(Messages.text("cosine.title"), chart);
        status = new StatusWords(frame, chart);
        Button reset = Tools.resetZoom(chart);
        frame.tools().getChildren().add(reset);
    }

    /** What the curves say, in words. */
    public void sentence(String words) {
        status.sentence(words);
    }

    public void apply(Palette palette) {
        chart.apply(palette);
    }

    public PaneFrame frame() {
        return frame;
    }

    public ChartPane chart() {
        return chart;
    }
}
