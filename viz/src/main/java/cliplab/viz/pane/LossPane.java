// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.LossFigure;
import cliplab.viz.figure.XAxisKind;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.controlsfx.control.PopOver;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;

/** The loss, live, with its tools. FX thread only. */
public final class LossPane {
    private static final double MOST_SMOOTHING = 0.99;

    private final LossFigure figure;
    private final ChartPane chart;
    private final PaneFrame frame;
    private final StatusWords status;
    private final ToggleButton logarithmic;
    private final Slider smoothing;

    public LossPane(LossFigure figure, Repainter repainter) {
        this.figure = figure;
        chart = new ChartPane(figure, repainter);
        frame = new PaneFrame(Messages.text("loss.title"), chart);
        status = new StatusWords(frame, chart);
        logarithmic =
                Tools.toggle(Messages.text("loss.log"), Messages.text("loss.log.tip"), false, figure::logarithmic);
        smoothing = new Slider(0, MOST_SMOOTHING, figure.smoothing());
        Button reset = Tools.resetZoom(chart);
        frame.tools()
                .getChildren()
                .addAll(
                        Tools.toggle(
                                Feather.REPEAT,
                                Messages.text("loss.directions"),
                                Messages.text("loss.directions.tip"),
                                figure::directions),
                        axes(),
                        logarithmic,
                        smoothing(smoothing),
                        reset);
    }

    private SegmentedButton axes() {
        SegmentedButton axes = new SegmentedButton(
                axis(XAxisKind.STEP, Messages.text("loss.axis.step"), Messages.text("loss.axis.step.tip")),
                axis(XAxisKind.EPOCH, Messages.text("loss.axis.epoch"), Messages.text("loss.axis.epoch.tip")),
                axis(XAxisKind.TIME, Messages.text("loss.axis.time"), Messages.text("loss.axis.time.tip")));
        axes.getStyleClass().add("small");
        return axes;
    }

    private ToggleButton axis(XAxisKind kind, String word, String tip) {
        ToggleButton button = Tools.toggle(word, tip, kind == figure.axis(), _ -> {});
        button.setOnAction(_ -> {
            // One of the three is always on.
            button.setSelected(true);
            figure.axis(kind);
        });
        return button;
    }

    private Button smoothing(Slider slider) {
        Button button =
                Tools.icon(Feather.SLIDERS, Messages.text("loss.smoothing"), Messages.text("loss.smoothing.tip"));
        slider.setBlockIncrement(0.05);
        slider.setAccessibleText(Messages.text("loss.smoothing"));
        slider.setTooltip(new Tooltip(Messages.text("loss.smoothing.tip")));
        Label value = new Label(Messages.text("loss.smoothing.value", figure.smoothing()));
        slider.valueProperty().subscribe((_, now) -> {
            double beta = Math.min(MOST_SMOOTHING, Math.round(now.doubleValue() * 100) / 100.0);
            value.setText(Messages.text("loss.smoothing.value", beta));
            figure.smoothing(beta);
        });
        HBox content = new HBox(new Label(Messages.text("loss.smoothing")), slider, value);
        content.getStyleClass().add("chart-popover");
        PopOver popOver = new PopOver(content);
        popOver.setArrowLocation(PopOver.ArrowLocation.TOP_CENTER);
        popOver.setDetachable(false);
        button.setOnAction(_ -> {
            if (popOver.isShowing()) {
                popOver.hide();
            } else {
                popOver.show(button);
                slider.requestFocus();
            }
        });
        return button;
    }

    /** Whether the loss is drawn on a logarithmic axis. */
    public BooleanProperty logarithmicProperty() {
        return logarithmic.selectedProperty();
    }

    /** How long the strong line remembers, 0 … 0.99. */
    public DoubleProperty smoothingProperty() {
        return smoothing.valueProperty();
    }

    /** Where the run stands, in words. */
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
