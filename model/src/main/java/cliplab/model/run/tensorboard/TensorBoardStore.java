// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run.tensorboard;

import cliplab.model.eval.Evaluation;
import cliplab.model.net.Values;
import cliplab.model.run.SavedRun;
import cliplab.model.train.Change;
import cliplab.model.train.Checkpoint;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.RunStore;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingRun;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Passes everything on to another store and writes the numbers of steps and epochs into a TensorBoard event file as well. Used
 * and closed on the run's thread; does not own the other store.
 */
public final class TensorBoardStore implements RunStore, AutoCloseable {
    private final RunStore store;
    private final Events events;
    private final FileChannel channel;

    private TensorBoardStore(RunStore store, Events events, FileChannel channel) {
        this.store = store;
        this.events = events;
        this.channel = channel;
    }

    /**
     * The event file in the run's own folder, begun anew from the run's tables: so it holds each step once however often the run
     * was broken off, and all of them where it is asked for late only. A TensorBoard that is looking on reads on, because the
     * same numbers make the same bytes.
     *
     * @param store where everything goes besides
     * @param run whose tables end where training goes on
     */
    public static TensorBoardStore open(RunStore store, SavedRun run) throws IOException {
        Instant begun = Instant.parse(run.manifest().created());
        Events events = new Events(begun);
        Path file = run.folder().resolve("events.out.tfevents." + begun.getEpochSecond() + ".cliplab");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
            out.write(events.head());
            List<EpochMetrics> epochs = run.epochs();
            int next = 0;
            for (StepMetrics step : run.steps()) {
                for (; next < epochs.size() && epochs.get(next).step() < step.step(); next++) {
                    out.write(events.of(epochs.get(next)));
                }
                out.write(events.of(step));
            }
            for (EpochMetrics epoch : epochs.subList(next, epochs.size())) {
                out.write(events.of(epoch));
            }
            out.flush();
            channel.truncate(channel.position());
            return new TensorBoardStore(store, events, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void append(byte[] record) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(record);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    @Override
    public void step(StepMetrics metrics) throws IOException {
        store.step(metrics);
        append(events.of(metrics));
    }

    @Override
    public void change(Change change) throws IOException {
        store.change(change);
    }

    @Override
    public void epoch(EpochMetrics metrics, Evaluation evaluation, Map<String, Values> weights) throws IOException {
        store.epoch(metrics, evaluation, weights);
        append(events.of(metrics));
    }

    @Override
    public void checkpoint(Checkpoint checkpoint) throws IOException {
        store.checkpoint(checkpoint);
    }

    @Override
    public void ended(TrainingRun.Outcome outcome) throws IOException {
        store.ended(outcome);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
