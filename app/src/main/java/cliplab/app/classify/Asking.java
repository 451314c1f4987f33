// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the same thing again whenever something it depends on changes: one question is under way at a time, and however many changes
 * come meanwhile, one more follows. FX thread only.
 */
public final class Asking<T> {
    private final Executor ui;
    private final Supplier<@Nullable CompletableFuture<T>> question;
    private final BiConsumer<@Nullable T, @Nullable Throwable> answered;
    private boolean underWay;
    private boolean again;

    /**
     * @param question puts the question as things stand; null where there is nothing to ask
     * @param answered given the answer or what went wrong, on the FX thread
     */
    public Asking(
            Executor ui,
            Supplier<@Nullable CompletableFuture<T>> question,
            BiConsumer<@Nullable T, @Nullable Throwable> answered) {
        this.ui = ui;
        this.question = question;
        this.answered = answered;
    }

    /** Something changed. */
    public void changed() {
        if (underWay) {
            again = true;
            return;
        }
        CompletableFuture<T> asked = question.get();
        if (asked == null) {
            return;
        }
        underWay = true;
        // What the listener throws reaches the ui thread's own handler, and not this future, which nobody hears.
        var _ = asked.whenComplete((answer, problem) -> ui.execute(() -> {
            underWay = false;
            answered.accept(answer, problem == null ? null : Causes.of(problem));
            if (again) {
                again = false;
                changed();
            }
        }));
    }
}
