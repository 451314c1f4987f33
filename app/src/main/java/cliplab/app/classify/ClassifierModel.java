// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PackedImages;
import cliplab.model.data.Picture;
import cliplab.model.data.PromptTemplate;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.model.eval.ZeroShotClassifier;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * What the classifier knows: labels, templates, temperature, the picture chosen, and what the network says of them. Asks anew
 * whenever one of these or the network changes; the temperature alone asks nothing, it only reads the same cosines otherwise. No
 * nodes; FX thread only.
 */
public final class ClassifierModel {
    private final ObservableValue<@Nullable AskedNetwork> network;
    private final Gallery gallery;
    private final ObservableList<LabelRow> labels =
            FXCollections.observableArrayList(row -> new javafx.beans.Observable[] {row.textProperty()});
    private final ObservableList<PromptTemplate> templates = FXCollections.observableArrayList();
    private final DoubleProperty temperature = new SimpleDoubleProperty(0.07);
    private final BooleanProperty learned = new SimpleBooleanProperty(true);
    private final ObjectProperty<@Nullable Double> threshold = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable LabelRow> chosenLabel = new SimpleObjectProperty<>();
    private final ReadOnlyDoubleWrapper learnedTemperature = new ReadOnlyDoubleWrapper(Double.NaN);
    private final ReadOnlyObjectWrapper<LabelQuestion> question = new ReadOnlyObjectWrapper<>(LabelQuestion.NONE);
    private final ReadOnlyObjectWrapper<@Nullable Reading> reading = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable ZeroShotAnswer> answer = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private final Asking<Reading> asking;
    private boolean shelfStale;

    /** @param network that is asked; null while there is none */
    public ClassifierModel(ObservableValue<@Nullable AskedNetwork> network, Executor ui) {
        this.network = network;
        gallery = new Gallery(ui);
        asking = new Asking<>(ui, this::ask, this::answered);
        CaptionGrammar.labels().names().forEach(name -> labels.add(new LabelRow(name)));
        templates.add(CaptionGrammar.TEMPLATES.getFirst());
        labels.subscribe(this::changed);
        templates.subscribe(this::changed);
        labels.subscribe(() -> {
            if (!labels.contains(chosenLabel.get())) {
                chosenLabel.set(null);
            }
        });
        network.subscribe(_ -> changed());
        gallery.selectedProperty().subscribe(_ -> asking.changed());
        temperature.subscribe(_ -> readAnew());
        learned.subscribe(_ -> followLearned());
        learnedTemperature.subscribe(_ -> followLearned());
    }

    private void changed() {
        LabelQuestion now = LabelQuestion.of(network.getValue(), labels, templates);
        question.set(now);
        shelfStale = true;
        asking.changed();
        if (now.labels().isEmpty()) {
            askShelf();
        }
    }

    /** The other pictures wait until the one that is looked at has its answer. */
    private void askShelf() {
        if (shelfStale) {
            shelfStale = false;
            gallery.ask(question.get());
        }
    }

    /** The network has learned since: asks it the same again. */
    public void askAgain() {
        asking.changed();
        gallery.askAgain();
    }

    private @Nullable CompletableFuture<Reading> ask() {
        LabelQuestion asked = question.get();
        AskedNetwork of = asked.network();
        if (of == null || asked.labels().isEmpty()) {
            show(null);
            return null;
        }
        PictureItem item = gallery.selectedProperty().get();
        Picture picture = item == null ? null : item.picture();
        return of.ask(embedder -> {
            ZeroShotClassifier classifier = asked.classifier(embedder);
            float[] image =
                    picture == null ? null : embedder.embedImages(PackedImages.of(List.of(picture.pixels())))[0];
            return new Reading(
                    of,
                    asked.rows(),
                    asked.labels(),
                    asked.templates(),
                    classifier.vectors(),
                    picture,
                    image,
                    image == null ? new float[0] : classifier.cosines(new float[][] {image})[0],
                    embedder.logitScale());
        });
    }

    private void answered(@Nullable Reading told, @Nullable Throwable wrong) {
        problem.set(wrong);
        if (told == null) {
            show(null);
        } else if (told.network().equals(network.getValue())) {
            learnedTemperature.set(told.learnedTemperature());
            show(told);
        }
        askShelf();
    }

    private void show(@Nullable Reading told) {
        reading.set(told);
        answer.set(told == null ? null : told.answer(temperature.get()));
    }

    /** The same cosines at another temperature. */
    private void readAnew() {
        ZeroShotAnswer now = answer.get();
        if (now != null && now.temperature() != temperature.get()) {
            answer.set(now.at(temperature.get()));
        }
    }

    private void followLearned() {
        if (learned.get() && !Double.isNaN(learnedTemperature.get())) {
            temperature.set(learnedTemperature.get());
        }
    }

    // ---- what a person sets

    public Gallery gallery() {
        return gallery;
    }

    /** In the order they are listed; may be changed by anyone on the FX thread. */
    public ObservableList<LabelRow> labels() {
        return labels;
    }

    /** In use: one, or several for an ensemble; never empty for long. */
    public ObservableList<PromptTemplate> templates() {
        return templates;
    }

    /** τ of the probabilities shown. */
    public DoubleProperty temperatureProperty() {
        return temperature;
    }

    /** Whether τ stays at what the network learned. */
    public BooleanProperty learnedProperty() {
        return learned;
    }

    /** The cosine that the best label has to be above, or none of them is said to fit; null where there is no such bound. */
    public ObjectProperty<@Nullable Double> thresholdProperty() {
        return threshold;
    }

    /** The label that is looked at closely, the one last written in; null for none. */
    public ObjectProperty<@Nullable LabelRow> chosenLabelProperty() {
        return chosenLabel;
    }

    // ---- what the network says

    public ObservableValue<@Nullable AskedNetwork> networkProperty() {
        return network;
    }

    /** τ as the network learned it; NaN before the first answer. */
    public ReadOnlyDoubleProperty learnedTemperatureProperty() {
        return learnedTemperature.getReadOnlyProperty();
    }

    /** What is being asked of the labels. */
    public ReadOnlyObjectProperty<LabelQuestion> questionProperty() {
        return question.getReadOnlyProperty();
    }

    /** The newest answer in vectors; null while there is none. Its labels may be those of a moment ago. */
    public ReadOnlyObjectProperty<@Nullable Reading> readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /** The newest answer about the picture chosen, at the temperature set; null while there is none. */
    public ReadOnlyObjectProperty<@Nullable ZeroShotAnswer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** Why the last question had no answer; null where it had one. */
    public ReadOnlyObjectProperty<@Nullable Throwable> problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
