// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import cliplab.model.train.TrainingEvent;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The looks at the end of each epoch of the run that was begun last, for going back. Filled on the trainer thread, where no
 * look is ever dropped, and read on any; without their batches, whose similarities would fill the memory. Thread-safe.
 */
public final class EpochArchive implements Consumer<LabEvent> {
    /** 100 MB of embeddings at most; older epochs of longer runs give way. */
    static final int CAPACITY = 800;

    private final NavigableMap<Integer, Look> looks = new TreeMap<>();
    private String runId = "";

    @Override
    public synchronized void accept(LabEvent event) {
        switch (event) {
            case LabEvent.Prepared prepared -> {
                runId = prepared.runId();
                looks.clear();
                prepared.earlier().looks().forEach(this::keep);
            }
            case LabEvent.Told(TrainingEvent.Snapshot snapshot) when snapshot.endOfEpoch() -> keep(Look.of(snapshot));
            default -> {} // of no epoch's end
        }
    }

    private void keep(Look look) {
        looks.put(look.epoch(), look.withoutBatch());
        if (looks.size() > CAPACITY) {
            looks.remove(looks.firstKey());
        }
    }

    /** The look at the end of an epoch, 0 being the untrained network; empty where that run is no longer here. */
    public synchronized Optional<Look> at(String run, int epoch) {
        return run.equals(runId) ? Optional.ofNullable(looks.get(epoch)) : Optional.empty();
    }
}
