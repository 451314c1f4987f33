// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.app.platform.TaskRunner;
import cliplab.model.data.Strangers;
import cliplab.model.eval.EmbeddingSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The held-out images and the strangers as the network sees them now, for the tools that measure on them. Kept up to date only
 * while a tool wants it, and of a learning network every few seconds: it takes about a tenth of a second of the network's thread.
 * FX thread only.
 */
public final class Bench {
    private static final long EVERY_SECONDS = 3;
    /** The same strangers for every run. */
    private static final long SEED = 0;

    private final ObservableValue<@Nullable AskedNetwork> network;
    private final TaskRunner tasks;
    private final Executor ui;
    private final Consumer<Throwable> failed;
    private final Asking<Measured> asking;
    private final ReadOnlyObjectWrapper<@Nullable Measured> vectors = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Throwable> problem = new ReadOnlyObjectWrapper<>();
    private @Nullable Strangers strangers;
    private int wanted;
    private boolean stale = true;
    private boolean waiting;

    /** The vectors, and whose they are. */
    public record Measured(AskedNetwork network, EmbeddingSet vectors) {}

    public Bench(
            ObservableValue<@Nullable AskedNetwork> network,
            TaskRunner tasks,
            Executor ui,
            Consumer<Throwable> failed) {
        this.network = network;
        this.tasks = tasks;
        this.ui = ui;
        this.failed = failed;
        asking = new Asking<>(ui, this::ask, (told, wrong) -> {
            stale |= wrong != null; // asked again when a tool opens or the network learns
            problem.set(wrong);
            if (told != null && told.network().equals(network.getValue())) {
                vectors.set(told);
            }
        });
        network.subscribe(_ -> {
            vectors.set(null);
            problem.set(null);
            stale = true;
            asking.changed();
        });
    }

    /** One more tool, or one less, needs the vectors. */
    public void want(boolean more) {
        wanted += more ? 1 : -1;
        asking.changed();
    }

    /** The network has learned since. */
    public void askAgain() {
        stale = true;
        if (wanted > 0 && !waiting) {
            waiting = true;
            CompletableFuture.delayedExecutor(EVERY_SECONDS, TimeUnit.SECONDS, ui)
                    .execute(() -> {
                        waiting = false;
                        asking.changed();
                    });
        }
    }

    private @Nullable CompletableFuture<Measured> ask() {
        AskedNetwork asked = network.getValue();
        if (asked == null || wanted == 0 || !stale) {
            return null;
        }
        Strangers unknown = strangers;
        if (unknown == null) {
            tasks.submit(
                    "strangers",
                    () -> Strangers.of(SEED),
                    drawn -> {
                        strangers = drawn;
                        asking.changed();
                    },
                    failed);
            return null;
        }
        stale = false;
        problem.set(null);
        return asked.ask(embedder ->
                new Measured(asked, EmbeddingSet.of(embedder, asked.data().evaluation(), unknown)));
    }

    /** Null while there is no network, or no tool wants them, or they are on the way, or the network gave no answer. */
    public ReadOnlyObjectProperty<@Nullable Measured> vectorsProperty() {
        return vectors.getReadOnlyProperty();
    }

    /** Why the last question had no answer; null where it had one or is under way. */
    public ReadOnlyObjectProperty<@Nullable Throwable> problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
