// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.data.PromptTemplate;
import cliplab.model.eval.Evaluation;
import cliplab.model.eval.SimilarityMatrix;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Shows the network between steps, and remembers what was shown and when. Used on the run's thread. */
final class Lookout {
    /** So many intervals of glimpses without a snapshot, and a snapshot takes the place of the next one. */
    private static final int GLIMPSES_A_SNAPSHOT = 10;

    private final String runId;
    private final Session session;
    private final Consumer<TrainingEvent> observer;
    private final LongSupplier nanoTime;
    private List<PromptTemplate> templates;
    private long step = -1;
    private long lastLook;
    private long lastSnapshot;

    Lookout(String runId, Session session, Consumer<TrainingEvent> observer, LongSupplier nanoTime) {
        this.runId = runId;
        this.session = session;
        this.observer = observer;
        this.nanoTime = nanoTime;
        templates = session.live().evaluationTemplates();
        lastLook = nanoTime.getAsLong();
        lastSnapshot = lastLook;
    }

    /** The evaluation templates that what is shown was made with. */
    List<PromptTemplate> templates() {
        return templates;
    }

    /** The evaluation of an epoch that ended, with the settings in force then: a replay makes the same. */
    Evaluation endOfEpoch(int epoch) {
        long begun = System.nanoTime();
        Evaluation evaluation = snapshot(epoch, session.live().evaluationTemplates(), true);
        session.spend(System.nanoTime() - begun);
        return evaluation;
    }

    /** A snapshot of where the run stands, unless just that was the last thing shown. */
    void show(List<PromptTemplate> wanted) {
        if (step != session.progress().step() || !templates.equals(wanted)) {
            snapshot(epoch(), wanted, false);
        }
    }

    private Evaluation snapshot(int epoch, List<PromptTemplate> wanted, boolean endOfEpoch) {
        Evaluation evaluation = session.evaluate(wanted);
        templates = wanted;
        step = session.progress().step();
        observer.accept(new TrainingEvent.Snapshot(
                runId, epoch, step, evaluation, session.temperature(), session.batch(), endOfEpoch));
        lastSnapshot = nanoTime.getAsLong();
        lastLook = lastSnapshot;
        return evaluation;
    }

    /**
     * A glimpse, or a snapshot after a long time without one, where the time has come. Where steps are read in bursts it
     * comes after a burst, so that the device is waited for no more often than the reading of steps allows.
     *
     * @param everySeconds the least time between two; 0 for none
     */
    void look(double everySeconds) {
        long now = nanoTime.getAsLong();
        double interval = everySeconds * 1e9;
        if (everySeconds == 0
                || now - lastLook < interval
                || session.isUnread()
                || step == session.progress().step()) {
            return;
        }
        long begun = System.nanoTime();
        if (now - lastSnapshot >= GLIMPSES_A_SNAPSHOT * interval) {
            show(templates);
        } else {
            SimilarityMatrix matrix = session.matrix(templates);
            observer.accept(new TrainingEvent.Glimpse(
                    runId,
                    epoch(),
                    session.progress().step(),
                    matrix,
                    session.decisions(matrix),
                    session.temperature(),
                    session.batch()));
            lastLook = nanoTime.getAsLong();
        }
        session.spend(System.nanoTime() - begun);
    }

    /** The epoch in progress, or the one that ended while the next has not begun. */
    private int epoch() {
        Progress progress = session.progress();
        return progress.taken() == 0 ? progress.epoch() - 1 : progress.epoch();
    }
}
