// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.model.data.PackedImages;
import cliplab.model.data.RgbImage;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.model.eval.ZeroShotClassifier;
import cliplab.model.net.LogitScale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The pictures on the shelf. Each is asked about in turn, a few at a time so that training hardly waits: all of them when the labels
 * change, and while the network learns those whose answers are oldest. FX thread only.
 */
public final class Gallery {
    /** One question: about two milliseconds of the network's thread. */
    private static final int AT_ONCE = 16;
    /** Asked again each time a learning network is looked at. */
    private static final int EACH_LOOK = 64;

    private final ObservableList<PictureItem> items = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable PictureItem> selected = new SimpleObjectProperty<>();
    private final Asking<List<ZeroShotAnswer>> asking;
    private LabelQuestion labels = LabelQuestion.NONE;
    private List<PictureItem> underWay = List.of();
    private long underWayRound;
    private long round;
    private long changed; // the first round of these labels, templates and network
    private int budget;

    Gallery(Executor ui) {
        asking = new Asking<>(ui, this::question, this::answered);
        items.subscribe(() -> {
            PictureItem now = selected.get();
            if (now != null && !items.contains(now)) {
                selected.set(items.isEmpty() ? null : items.getLast());
            }
            asking.changed();
        });
    }

    /** In the order they came; may be changed by anyone on the FX thread. */
    public ObservableList<PictureItem> items() {
        return items;
    }

    /** The picture that is looked at closely; null for none. */
    public ObjectProperty<@Nullable PictureItem> selectedProperty() {
        return selected;
    }

    /** Other labels, templates or another network: every answer is out of date. */
    void ask(LabelQuestion now) {
        labels = now;
        round++;
        changed = round;
        if (now.labels().isEmpty()) {
            items.forEach(item -> item.answer(round, null));
        }
        asking.changed();
    }

    /** The same question to a network that has learned since. */
    void askAgain() {
        round++;
        budget = EACH_LOOK;
        asking.changed();
    }

    private @Nullable CompletableFuture<List<ZeroShotAnswer>> question() {
        AskedNetwork network = labels.network();
        if (network == null || labels.labels().isEmpty()) {
            return null;
        }
        List<PictureItem> stale = items.stream()
                .filter(item -> item.asked() < changed || (budget > 0 && item.asked() < round))
                .sorted(Comparator.comparingLong(PictureItem::asked))
                .limit(AT_ONCE)
                .toList();
        underWay = stale;
        underWayRound = round;
        if (stale.isEmpty()) {
            return null;
        }
        budget -= stale.size();
        LabelQuestion asked = labels;
        List<RgbImage> pixels =
                stale.stream().map(item -> item.picture().pixels()).toList();
        return network.ask(embedder -> {
            ZeroShotClassifier classifier = asked.classifier(embedder);
            double temperature = LogitScale.temperature(embedder.logitScale());
            List<ZeroShotAnswer> answers = new ArrayList<>();
            for (float[] cosines : classifier.cosines(embedder.embedImages(PackedImages.of(pixels)))) {
                answers.add(ZeroShotAnswer.of(asked.labels(), cosines, temperature));
            }
            return answers;
        });
    }

    private void answered(@Nullable List<ZeroShotAnswer> answers, @Nullable Throwable problem) {
        boolean current = underWayRound >= changed; // else about other labels, or of another network
        for (int i = 0; current && i < underWay.size(); i++) {
            underWay.get(i).answer(underWayRound, answers == null ? null : answers.get(i));
        }
        if (problem == null) {
            asking.changed();
        }
    }
}
