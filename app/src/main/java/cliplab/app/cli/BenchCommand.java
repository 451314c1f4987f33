// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.data.ShapesDataset;
import cliplab.model.runtime.DeviceUnavailableException;
import cliplab.model.runtime.NativeMemory;
import cliplab.model.train.TrainingBenchmark;
import cliplab.model.train.TrainingOptions;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code cliplab bench}: how fast this machine is at it. */
@Command(
        name = "bench",
        description = "Measures the speed of this machine.",
        subcommands = {
            BenchCommand.Train.class,
            WindowBenchCommand.class,
            ClassifierBenchCommand.class,
            ExportBenchCommand.class
        })
final class BenchCommand implements Runnable {
    @ParentCommand
    private Cliplab cliplab;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    BenchCommand() {}

    WindowOpener opener() {
        return cliplab.opener();
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** {@code cliplab bench train}. */
    @Command(name = "train", description = "Measures training steps of the reference network; median over steps.")
    static final class Train implements Callable<Integer> {
        @Option(names = "--steps", paramLabel = "N", description = "Steps to measure (default: 120).")
        private int steps = 120;

        @Option(names = "--batch-size", paramLabel = "N", description = "Pairs a step (default: 64).")
        private int batchSize = TrainingOptions.REFERENCE.batchSize();

        @Option(
                names = "--strides",
                paramLabel = "S",
                split = ",",
                description = "Of the four convolutions (default: those of the reference).")
        private java.util.List<Integer> strides = TrainingOptions.REFERENCE.strides();

        @Option(names = "--json", description = "One JSON object instead of text.")
        private boolean json;

        @Mixin
        private EngineOptions engine = new EngineOptions();

        @Spec
        private CommandSpec spec;

        /** picocli fills in the fields. */
        @SuppressWarnings("NullAway.Init")
        Train() {}

        @Override
        public Integer call() throws DeviceUnavailableException {
            if (steps < 1 || steps > 1_000_000) {
                throw new CommandException(ExitCode.USAGE, "steps must be from 1 to 1000000, not " + steps);
            }
            TrainingOptions options = options();
            EngineOptions.Started started = engine.start();
            ShapesDataset data = new ShapesDataset(options.seed(), options.data());
            if (batchSize > data.images().count()) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "a batch of %d is more than all %d pairs"
                                .formatted(batchSize, data.images().count()));
            }
            TrainingBenchmark result = TrainingBenchmark.measure(options, data, started.device(), steps);
            OptionalLong peak = NativeMemory.peakResident();
            String path = options.strides().stream().map(String::valueOf).collect(Collectors.joining(","));
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                JsonObject object = new JsonObject();
                object.addProperty("ms_per_step", result.millisPerStep());
                object.addProperty("images_per_s", result.imagesPerSecond());
                object.addProperty("peak_rss_mib", peak.isPresent() ? peak.getAsLong() >> 20 : null);
                object.addProperty("threads", started.threads());
                object.addProperty("device", started.device().id());
                object.addProperty("strides", path);
                out.println(Jsons.LINE.toJson(object));
            } else {
                out.printf(
                        "%.2f ms a step, %,.0f images/s (batch %d, strides %s, %s, %d threads, median of %d steps)%n",
                        result.millisPerStep(),
                        result.imagesPerSecond(),
                        batchSize,
                        path,
                        started.device().id(),
                        started.threads(),
                        steps);
                peak.ifPresent(bytes -> out.printf("Peak memory of the process: %,d MiB%n", bytes >> 20));
            }
            return ExitCode.OK;
        }

        private TrainingOptions options() {
            TrainingOptions usual = TrainingOptions.REFERENCE;
            try {
                return new TrainingOptions(
                        usual.seed(),
                        usual.data(),
                        usual.loss(),
                        usual.embedDim(),
                        strides,
                        usual.epochs(),
                        batchSize,
                        usual.learningRate(),
                        usual.weightDecay(),
                        usual.temperature());
            } catch (IllegalArgumentException e) {
                throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
            }
        }
    }
}
