// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import static cliplab.viz.text.Messages.text;

import cliplab.app.classify.ClassifierModel;
import cliplab.app.figures.view.FigureMenus;
import cliplab.app.platform.TaskRunner;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The middle of the classifier, from the picture to the probabilities: the answer on top, the labels growing below it, prompts and
 * temperature at the foot. Made for 380 to 700 pixels of width and 560 to 900 of height: where it is low, pictures are smaller and one
 * block at the foot is open at a time. FX thread only.
 */
public final class ClassifyCenter extends VBox {
    /** In pixels of height: from here on the temperature is open at first, and from there on both blocks may be. */
    private static final double ROOM_FOR_ONE = 640;

    private static final double ROOM_FOR_BOTH = 1000;
    /** The pictures' part of the height, where no block takes its part as well. */
    private static final double PICTURES = 0.22;

    private static final double BESIDE_A_BLOCK = 0.12;
    private static final double LARGEST = 192;
    private static final double PROMPTS = 0.25;
    private static final double TALLEST_PROMPTS = 200;

    private final AnswerView answer;
    private final TitledPane prompts;
    private final TitledPane temperature;
    private final TemperatureView temperatures;
    private boolean arranged;

    public ClassifyCenter(ClassifierModel model, TaskRunner tasks) {
        getStyleClass().add("classify-center");
        setMinSize(0, 0);
        answer = new AnswerView(model);
        LabelsView labels = new LabelsView(model, tasks);
        labels.setMinHeight(0);
        VBox.setVgrow(labels, Priority.ALWAYS);
        PromptsView templates = new PromptsView(model);
        templates
                .prefHeightProperty()
                .bind(heightProperty().map(height -> Math.min(PROMPTS * height.doubleValue(), TALLEST_PROMPTS)));
        prompts = block(text("classify.prompts"), text("classify.prompts.tip"), templates);
        temperatures = new TemperatureView(model);
        temperature = block(text("classify.temperature"), text("classify.temperature.tip"), temperatures);
        prompts.expandedProperty().subscribe((_, open) -> opened(open, temperature));
        temperature.expandedProperty().subscribe((_, open) -> opened(open, prompts));
        getChildren().addAll(answer, labels, prompts, temperature);
        heightProperty().subscribe((_, height) -> arrange(height.doubleValue()));
    }

    /** Gives its figure its menu. */
    public void offer(FigureMenus menus) {
        temperatures.offer(menus);
    }

    /** What the answer says while there is no network, as a sentence. */
    public StringProperty noteProperty() {
        return answer.noteProperty();
    }

    private static TitledPane block(String name, String tip, Node content) {
        TitledPane pane = new TitledPane(name, content);
        pane.setAnimated(false);
        pane.setExpanded(false);
        pane.setTooltip(new Tooltip(tip));
        pane.getStyleClass().addAll("dense", "classify-block");
        pane.setMinHeight(Region.USE_PREF_SIZE);
        return pane;
    }

    private void opened(boolean open, TitledPane other) {
        if (open && getHeight() < ROOM_FOR_BOTH) {
            other.setExpanded(false);
        }
        arrange(getHeight());
    }

    private void arrange(double height) {
        if (!arranged && height > 0) {
            arranged = true;
            temperature.setExpanded(height >= ROOM_FOR_ONE);
            prompts.setExpanded(height >= ROOM_FOR_BOTH);
        }
        if (height < ROOM_FOR_BOTH && temperature.isExpanded()) {
            prompts.setExpanded(false);
        }
        boolean tight = height < ROOM_FOR_ONE && (temperature.isExpanded() || prompts.isExpanded());
        answer.setTallest(Math.min(LARGEST, height * (tight ? BESIDE_A_BLOCK : PICTURES)));
    }
}
