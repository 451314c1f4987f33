// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.LabelRow;
import cliplab.app.classify.Reading;
import cliplab.model.eval.Vectors;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.viz.figure.ProductReading;
import cliplab.viz.pane.VectorBars;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The vectors of the picture and of one label, dimension by dimension, and how their products make the cosine. FX thread only. */
public final class VectorsTool implements Tool {
    private static final int LARGEST = 5;
    private static final double LEAST_HEIGHT = 230;

    private final ClassifierModel model;
    private final VectorBars bars;
    private final ComboBox<Choice> labels = new ComboBox<>();
    private final Label hint = Lines.words("tool-hint");
    private final Label lengths = Lines.words("tool-words");
    private final Label largest = Lines.words("tool-words");
    private final VBox shownBox;
    private final Region node;
    private boolean visible;

    /** @param row null for the label that fits best, whichever that is */
    private record Choice(@Nullable LabelRow row, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    public VectorsTool(ClassifierModel model, Palette palette) {
        this.model = model;
        bars = new VectorBars(palette);
        bars.setMinHeight(LEAST_HEIGHT);
        labels.setMaxWidth(Double.MAX_VALUE);
        labels.setMinWidth(0);
        labels.setTooltip(new Tooltip(Messages.text("vectors.label.tip")));
        labels.setAccessibleText(Messages.text("vectors.label"));
        labels.getItems().add(new Choice(null, Messages.text("vectors.label.best")));
        labels.getSelectionModel().selectFirst();
        labels.getSelectionModel().selectedItemProperty().subscribe(_ -> refresh());
        HBox.setHgrow(labels, Priority.ALWAYS);
        VBox.setVgrow(bars, Priority.ALWAYS);
        Label name = new Label(Messages.text("vectors.label"));
        name.setLabelFor(labels);
        name.setMinWidth(Region.USE_PREF_SIZE);
        shownBox = new VBox(Lines.line(name, labels), bars, lengths, largest);
        shownBox.getStyleClass().add("tool-body");
        shownBox.managedProperty().bind(shownBox.visibleProperty());
        VBox.setVgrow(shownBox, Priority.ALWAYS);
        var scroll = Lines.scrolling(new VBox(hint, shownBox));
        scroll.setFitToHeight(true);
        node = scroll;
        model.answerProperty().subscribe(_ -> refresh());
    }

    @Override
    public String name() {
        return Messages.text("vectors.name");
    }

    @Override
    public String tip() {
        return Messages.text("vectors.tip");
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void shown(boolean nowVisible) {
        visible = nowVisible;
        refresh();
    }

    @Override
    public void apply(Palette palette) {
        bars.apply(palette);
    }

    private void refresh() {
        if (!visible) {
            return;
        }
        Reading reading = model.readingProperty().get();
        ZeroShotAnswer answer = model.answerProperty().get();
        float[] image = reading == null ? null : reading.image();
        shownBox.setVisible(image != null);
        hint.setText(image == null ? Messages.text("vectors.empty") : "");
        if (reading == null || image == null || answer == null) {
            return;
        }
        offer(reading);
        Choice choice = labels.getValue();
        LabelRow row = choice == null ? null : choice.row();
        int chosen = row == null ? -1 : reading.rows().indexOf(row);
        int label = chosen < 0 ? answer.order()[0] : chosen;
        show(image, reading.texts()[label], reading.labels().get(label));
    }

    /** The labels that were asked; the one chosen stays as long as it is among them. */
    private void offer(Reading reading) {
        List<Choice> choices = new ArrayList<>();
        choices.add(labels.getItems().getFirst());
        for (int i = 0; i < reading.rows().size(); i++) {
            choices.add(new Choice(reading.rows().get(i), reading.labels().get(i)));
        }
        if (!choices.equals(labels.getItems())) {
            Choice now = labels.getValue();
            LabelRow kept = now == null ? null : now.row();
            labels.getItems().setAll(choices);
            labels.setValue(choices.stream()
                    .filter(choice -> choice.row() == kept)
                    .findFirst()
                    .orElse(choices.getFirst()));
        }
    }

    private void show(float[] image, float[] text, String label) {
        ProductReading products = ProductReading.of(image, text);
        bars.show(products, label);
        double cosine = products.sum();
        lengths.setText(Messages.text(
                "vectors.lengths",
                Numbers.six(Vectors.norm(image)),
                Numbers.six(Vectors.norm(text)),
                Numbers.six(cosine),
                label));
        int count = Math.min(LARGEST, products.dimensions());
        int[] first = IntStream.of(products.byContribution()).limit(count).toArray();
        String dimensions =
                IntStream.of(first).mapToObj(d -> Integer.toString(d + 1)).collect(Collectors.joining(", "));
        double together = products.running(first)[count - 1];
        largest.setText(
                cosine > 0
                        ? Messages.text(
                                "vectors.largest.share",
                                count,
                                products.dimensions(),
                                dimensions,
                                Numbers.six(together),
                                Numbers.percent(together / cosine))
                        : Messages.text(
                                "vectors.largest", count, products.dimensions(), dimensions, Numbers.six(together)));
    }
}
