// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Brings the numbers of steps out of the device. On the CPU each step's at once; on a GPU, where reading waits for all
 * work before it, no more often than every 16 steps or 100 ms, whichever comes later. Owned by the run's thread.
 */
final class MetricsReader implements AutoCloseable {
    private static final int BURST = 16;
    private static final long INTERVAL_NANOS = 100_000_000;

    private final NDManager parent;
    private final boolean inBursts;
    private final LongSupplier nanoTime;
    private NDManager manager;
    private NDList waiting = new NDList();
    private long lastRead;
    private long reads;

    MetricsReader(NDManager parent, boolean inBursts, LongSupplier nanoTime) {
        this.parent = parent;
        this.inBursts = inBursts;
        this.nanoTime = nanoTime;
        this.manager = parent.newSubManager();
        this.lastRead = nanoTime.getAsLong();
    }

    /**
     * Takes over one step's numbers.
     *
     * @param row (1, numbers), detached from any gradient
     * @return the numbers of all steps that were read now, in order; often none
     */
    List<float[]> add(NDArray row) {
        row.attach(manager);
        waiting.add(row);
        boolean due = !inBursts || (waiting.size() >= BURST && nanoTime.getAsLong() - lastRead >= INTERVAL_NANOS);
        return due ? flush() : List.of();
    }

    /** Reads what is waiting. */
    List<float[]> flush() {
        if (waiting.isEmpty()) {
            return List.of();
        }
        int rows = waiting.size();
        float[] all = NDArrays.concat(waiting).toFloatArray();
        reads++;
        lastRead = nanoTime.getAsLong();
        manager.close();
        manager = parent.newSubManager();
        waiting = new NDList();
        List<float[]> result = new ArrayList<>(rows);
        int width = all.length / rows;
        for (int i = 0; i < rows; i++) {
            result.add(Arrays.copyOfRange(all, i * width, (i + 1) * width));
        }
        return result;
    }

    /** How often the device was waited for. */
    long reads() {
        return reads;
    }

    @Override
    public void close() {
        manager.close();
    }
}
