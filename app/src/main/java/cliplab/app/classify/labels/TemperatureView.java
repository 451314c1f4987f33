// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import static cliplab.viz.text.Messages.text;

import cliplab.app.classify.ClassifierFigures;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.Reading;
import cliplab.app.figures.view.FigureCopy;
import cliplab.app.figures.view.FigureMenus;
import cliplab.app.figures.view.PaneFigure;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.viz.figure.SharpnessFigure;
import cliplab.viz.pane.SharpnessCurve;
import cliplab.viz.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The temperature τ of the probabilities: a slider with the learned value marked, a field, both conventions, and how sharp the answer is
 * at every temperature. Asks the network nothing. FX thread only.
 */
public final class TemperatureView extends VBox {
    private static final double LOWEST = 0.005;
    private static final double HIGHEST = 5;
    /** What the field takes. */
    private static final double LEAST = 0.001;

    private static final double MOST = 100;

    private final ClassifierModel model;
    private final TemperatureSlider slider = new TemperatureSlider(LOWEST, HIGHEST);
    private final TextField field = new TextField();
    private final Label problem = line("prompt-problem");
    private final Label reading = line("temperature-reading");
    private final Button figure = FigureMenus.button();
    private final SharpnessCurve curve = new SharpnessCurve(LOWEST, HIGHEST);
    /** In the field, by this view and not by a person. */
    private String written = "";

    private float @Nullable [] drawn;

    public TemperatureView(ClassifierModel model) {
        this.model = model;
        getStyleClass().add("temperature-view");
        Button learned = new Button(text("classify.temperature.learned"));
        learned.setTooltip(new Tooltip(text("classify.temperature.learned.tip")));
        learned.setAccessibleText(text("classify.temperature.learned.tip"));
        learned.setMinWidth(Region.USE_PREF_SIZE);
        learned.disableProperty().bind(model.learnedProperty());
        learned.setOnAction(_ -> model.learnedProperty().set(true));
        field.setTooltip(new Tooltip(text("classify.temperature.field.tip")));
        field.setAccessibleText(text("classify.temperature.field.tip"));
        field.getStyleClass().add("temperature-field");
        field.setOnAction(_ -> take());
        field.focusedProperty().subscribe((_, focused) -> {
            if (!focused) {
                take();
                show();
            }
        });
        HBox.setHgrow(slider, Priority.ALWAYS);
        HBox row = new HBox(slider, field, learned, figure);
        row.setAlignment(Pos.TOP_LEFT);
        row.getStyleClass().add("prompt-row");
        Label stays = line("temperature-note");
        stays.setText(text("classify.temperature.stays"));
        VBox.setVgrow(curve, Priority.ALWAYS);
        getChildren().addAll(row, problem, reading, curve, stays);
        slider.onMoved(this::set);
        model.temperatureProperty().subscribe(_ -> {
            problem.setText("");
            show();
        });
        model.learnedTemperatureProperty().subscribe(_ -> show());
        model.answerProperty().subscribe(_ -> show());
    }

    /** Gives the curve its menu. */
    void offer(FigureMenus menus) {
        menus.onto(curve, figure, List.of(new PaneFigure(text("sharpness.title"), this::copy)));
    }

    private Optional<FigureCopy> copy() {
        Reading read = model.readingProperty().get();
        double temperature = model.temperatureProperty().get();
        if (read == null || read.picture() == null || read.cosines().length < 2) {
            return Optional.empty();
        }
        float[] cosines = read.cosines();
        double[] temperatures = curve.temperatures();
        double learned = read.learnedTemperature();
        return Optional.of(ClassifierFigures.copy(
                "sharpness",
                () -> {
                    SharpnessFigure own = new SharpnessFigure(LOWEST, HIGHEST);
                    own.show(temperatures, ZeroShotAnswer.sharpness(cosines, temperatures), temperature, learned);
                    return own;
                },
                read.network(),
                read.labels(),
                text("figure.caption.picture", read.picture().name())));
    }

    private static Label line(String styleClass) {
        Label line = new Label();
        line.getStyleClass().add(styleClass);
        line.setWrapText(true);
        line.setMinHeight(Region.USE_PREF_SIZE);
        line.managedProperty().bind(line.textProperty().isNotEmpty());
        return line;
    }

    private void set(double temperature) {
        model.learnedProperty().set(false);
        model.temperatureProperty().set(temperature);
    }

    /** Takes over what a person wrote; a value that went on being learned meanwhile is none of it. */
    private void take() {
        String now = field.getText().strip();
        if (now.equals(written)) {
            problem.setText("");
            return;
        }
        try {
            double value = Double.parseDouble(now.replace(',', '.'));
            if (value >= LEAST && value <= MOST) {
                set(value);
                write(value);
                problem.setText("");
                return;
            }
        } catch (NumberFormatException e) {
            // Said below, as a number out of range is.
        }
        problem.setText(text("classify.temperature.range", LEAST, MOST));
    }

    private void write(double temperature) {
        written = Numbers.temperature(temperature);
        field.setText(written);
    }

    private void show() {
        double temperature = model.temperatureProperty().get();
        double learned = model.learnedTemperatureProperty().get();
        ZeroShotAnswer answer = model.answerProperty().get();
        slider.show(temperature);
        String mark = Double.isNaN(learned) ? "" : text("classify.temperature.mark", Numbers.temperature(learned));
        slider.mark(learned, mark);
        String both =
                text("classify.temperature.both", Numbers.temperature(temperature), Numbers.scale(1 / temperature));
        reading.setText(answer == null ? both : text("classify.temperature.and", both, entropy(answer)));
        if (!field.isFocused() && problem.getText().isEmpty()) {
            write(temperature);
        }
        draw(answer, temperature, learned);
    }

    private static String entropy(ZeroShotAnswer answer) {
        return text(
                "classify.temperature.entropy",
                Numbers.three(answer.entropy()),
                Numbers.percent(answer.entropyShare()),
                answer.labels().size());
    }

    private void draw(@Nullable ZeroShotAnswer answer, double temperature, double learned) {
        float[] cosines = answer == null || answer.labels().size() == 1 ? null : answer.cosines();
        if (!Arrays.equals(cosines, drawn)) {
            drawn = cosines;
            curve.curve(cosines == null ? null : ZeroShotAnswer.sharpness(cosines, curve.temperatures()));
        }
        curve.mark(temperature, answer == null || cosines == null ? Double.NaN : answer.entropyShare(), learned);
    }

    /** Both conventions and the entropy, as they are written. */
    String reading() {
        return reading.getText();
    }

    String problem() {
        return problem.getText();
    }
}
