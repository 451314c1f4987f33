// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.bench;

import cliplab.app.cli.Setup;
import cliplab.app.training.RunRequest;
import cliplab.app.training.RunState;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.animation.AnimationTimer;

/** Acts as a person's hand would, with pauses between, and takes the time until a frame shows the answer. FX thread only. */
final class Acts {
    private static final long PAUSE_NANOS = 60_000_000;

    private Acts() {}

    /** Trains the reference setup longer than any bench takes, as soon as the engine is there. */
    static void trainLong(TrainingViewModel training) {
        training.stateProperty().subscribe(new Consumer<RunState>() {
            private boolean begun;

            @Override
            public void accept(RunState state) {
                if (state == RunState.IDLE && !begun) {
                    begun = true;
                    Setup setup = Setup.of(TrainingOptions.REFERENCE.withEpochs(10_000));
                    training.start(new RunRequest.New(setup.options(), setup.live(), setup.device()));
                }
            }
        });
    }

    /**
     * Acts, waits until {@code seen} and for the frame after it; then {@code next}.
     *
     * @param next is told the milliseconds from the act on
     */
    static void act(Runnable act, BooleanSupplier seen, Consumer<Double> next) {
        new AnimationTimer() {
            private final long from = System.nanoTime() + PAUSE_NANOS;
            private long acted;
            private boolean shown;

            @Override
            public void handle(long now) {
                long time = System.nanoTime();
                if (acted == 0) {
                    if (time >= from) {
                        acted = time;
                        act.run();
                    }
                } else if (shown) { // the pulse after: what was seen has been painted
                    stop();
                    next.accept((time - acted) / 1e6);
                } else {
                    shown = seen.getAsBoolean();
                }
            }
        }.start();
    }

    /** One after the other; {@code then} is told all their milliseconds in their order. */
    static void repeat(int times, Consumer<Consumer<Double>> act, Consumer<double[]> then) {
        repeat(times, new ArrayList<>(), act, then);
    }

    private static void repeat(int left, List<Double> millis, Consumer<Consumer<Double>> act, Consumer<double[]> then) {
        if (left == 0) {
            then.accept(values(millis));
        } else {
            act.accept(measured -> {
                millis.add(measured);
                repeat(left - 1, millis, act, then);
            });
        }
    }

    static double[] values(List<Double> millis) {
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** @param share 0 … 1; NaN of no values */
    static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /** Clears a folder of ours away; on a worker. */
    static boolean delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return true;
    }
}
