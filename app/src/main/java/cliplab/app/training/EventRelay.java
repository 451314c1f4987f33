// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.train.TrainingEvent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Carries events from the trainer thread to the FX thread: in order, none lost, except that of the looks at the network that
 * wait the latest of each kind wins. At most one drain is pending on the FX thread, however fast events come.
 */
public final class EventRelay implements Consumer<LabEvent> {
    private enum Look {
        SNAPSHOT,
        GLIMPSE
    }

    /** A place in the queue; emptied when a later look makes its own superfluous. */
    private static final class Slot {
        private @Nullable LabEvent event;

        Slot(LabEvent event) {
            this.event = event;
        }
    }

    private final Executor ui;
    private final Consumer<LabEvent> sink;
    // Guarded by this.
    private final Map<Look, Slot> waitingLooks = new EnumMap<>(Look.class);
    private List<Slot> queue = new ArrayList<>();
    private boolean drainPending;

    /**
     * @param ui runs what it is given on the FX thread
     * @param sink is called there
     */
    public EventRelay(Executor ui, Consumer<LabEvent> sink) {
        this.ui = ui;
        this.sink = sink;
    }

    /** Never blocks; any thread. */
    @Override
    public void accept(LabEvent event) {
        boolean ask;
        synchronized (this) {
            Slot slot = new Slot(event);
            Look look = lookOf(event);
            if (look != null) {
                Slot earlier = waitingLooks.put(look, slot);
                if (earlier != null) {
                    earlier.event = null;
                }
            }
            queue.add(slot);
            ask = !drainPending;
            drainPending = true;
        }
        if (ask) {
            ui.execute(this::drain);
        }
    }

    private static @Nullable Look lookOf(LabEvent event) {
        return switch (event) {
            case LabEvent.Told(TrainingEvent.Snapshot _) -> Look.SNAPSHOT;
            case LabEvent.Told(TrainingEvent.Glimpse _) -> Look.GLIMPSE;
            case LabEvent.Told _,
                    LabEvent.EngineReady _,
                    LabEvent.EngineFailed _,
                    LabEvent.Prepared _,
                    LabEvent.Refused _,
                    LabEvent.Unwritten _ -> null;
        };
    }

    private void drain() {
        List<Slot> drained;
        synchronized (this) {
            drainPending = false; // first, so that what arrives from now on asks for a drain of its own
            drained = queue;
            queue = new ArrayList<>();
            waitingLooks.clear();
        }
        for (Slot slot : drained) {
            if (slot.event != null) {
                deliver(slot.event);
            }
        }
    }

    /** A mistake in one pane must not cost the others the events that follow. */
    private void deliver(LabEvent event) {
        try {
            sink.accept(event);
        } catch (RuntimeException e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
