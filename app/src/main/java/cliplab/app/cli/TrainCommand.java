// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.runs.FileErrors;
import cliplab.app.runs.RunFolders;
import cliplab.app.runs.Version;
import cliplab.model.data.ShapesDataset;
import cliplab.model.run.KeepEpochs;
import cliplab.model.run.RunExistsException;
import cliplab.model.run.RunFolder;
import cliplab.model.run.RunManifest;
import cliplab.model.run.RunStatus;
import cliplab.model.run.SavedRun;
import cliplab.model.run.tensorboard.TensorBoardStore;
import cliplab.model.runtime.DeviceUnavailableException;
import cliplab.model.runtime.Folders;
import cliplab.model.train.Change;
import cliplab.model.train.Checkpoint;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.TrainingOptions;
import cliplab.model.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cliplab train}: a new run, a run taken up again, or a steered run repeated. */
@Command(
        name = "train",
        description = "Trains the toy CLIP and writes a run folder. Without options: the reference experiment.",
        footer = {
            "",
            "Ctrl-C ends the run at a checkpoint; --resume goes on from there.",
            "Exit codes: 0 done, 2 usage, 3 unreadable data, 4 diverged, 130 interrupted."
        })
final class TrainCommand implements Callable<Integer> {
    @Mixin
    private SetupOptions setup = new SetupOptions();

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the run (default: a new one, printed).")
    private @Nullable Path out;

    @Option(names = "--resume", paramLabel = "DIR", description = "Go on with the run in this folder.")
    private @Nullable Path resume;

    @Option(names = "--replay", paramLabel = "DIR", description = "Repeat the run in this folder, changes included.")
    private @Nullable Path replay;

    @Option(
            names = "--keep-epochs",
            paramLabel = "WHICH",
            defaultValue = "all",
            description = "Weights and snapshots kept: all, last, or the N newest (default: all).")
    private String keepEpochs = "all";

    @Option(names = "--json", description = "One JSON object a line instead of a table.")
    private boolean json;

    @Option(names = "--tensorboard", description = "Write the numbers as a TensorBoard event file, too.")
    private boolean tensorboard;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    TrainCommand() {}

    @Override
    public Integer call() throws IOException, DeviceUnavailableException {
        refuseContradictions();
        for (Path path : new Path[] {out, resume, replay}) {
            if (path != null && path.toString().isBlank()) {
                throw new CommandException(ExitCode.USAGE, "a folder's name is empty");
            }
        }
        KeepEpochs keep = keep();
        if (resume != null) {
            return resume(SavedRun.open(resume.toAbsolutePath()), keep);
        }
        if (replay != null) {
            SavedRun original = SavedRun.open(replay.toAbsolutePath());
            RunManifest manifest = original.manifest();
            EngineOptions.Started started = engine.start(manifest.threads(), manifest.device());
            Setup usual = Setup.of(manifest.options());
            return begin(usual, changesOf(original), manifest.dataDigest(), started, keep);
        }
        return begin(setup.setup(engine), List.of(), null, engine.start(), keep);
    }

    private void refuseContradictions() {
        if (resume == null && replay == null) {
            return;
        }
        String taker = resume != null ? "--resume" : "--replay";
        for (var matched : spec.commandLine().getParseResult().matchedOptions()) {
            String name = matched.longestName();
            boolean contradicts = SetupOptions.NAMES.contains(name)
                    || (resume != null && (name.equals("--out") || name.equals("--replay")));
            if (contradicts) {
                throw new CommandException(
                        ExitCode.USAGE, taker + " takes its settings from the run; leave " + name + " out");
            }
        }
    }

    private KeepEpochs keep() {
        try {
            return KeepEpochs.parse(keepEpochs);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** The changes of a run, each known to be possible. */
    private static List<Change> changesOf(SavedRun original) throws IOException {
        List<Change> changes = original.changes();
        LiveOptions live = LiveOptions.startOf(original.manifest().options());
        for (Change change : changes) {
            try {
                live = change.applyTo(live);
            } catch (IllegalArgumentException e) {
                throw new CommandException(
                        ExitCode.UNREADABLE,
                        original.folder() + ": the change at step " + change.step() + " cannot be made: "
                                + e.getMessage(),
                        e);
            }
        }
        return changes;
    }

    /** @param digest what the data must be; null where any will do */
    private int begin(
            Setup wanted, List<Change> changes, @Nullable String digest, EngineOptions.Started started, KeepEpochs keep)
            throws IOException {
        TrainingOptions options = wanted.options();
        Path folder = out == null ? RunFolders.unused(Folders.ofThisSystem(), options.seed()) : out.toAbsolutePath();
        ShapesDataset data = new ShapesDataset(options.seed(), options.data());
        if (digest != null) {
            requireSameData(digest, data, "repeated");
        }
        RunManifest manifest =
                RunManifest.of(options, data, started.device().id(), started.threads(), Version.all(), Instant.now());
        try (RunFolder run = create(folder, manifest, keep, changes)) {
            return train(run, plan(folder, options, data, started, null, changes), started, manifest, wanted.live());
        }
    }

    private static RunFolder create(Path folder, RunManifest manifest, KeepEpochs keep, List<Change> changes)
            throws IOException {
        try {
            return RunFolder.create(folder, manifest, keep, changes);
        } catch (RunExistsException e) {
            throw e;
        } catch (IOException e) {
            throw new CommandException(ExitCode.USAGE, "the run folder cannot be made: " + FileErrors.sentence(e), e);
        }
    }

    private static void requireSameData(String digest, ShapesDataset data, String what) {
        if (!data.digest().equals(digest)) {
            throw new CommandException(
                    ExitCode.UNREADABLE,
                    "the run was trained on data that this version draws differently; it cannot be " + what);
        }
    }

    private int resume(SavedRun saved, KeepEpochs keep) throws IOException, DeviceUnavailableException {
        RunManifest manifest = saved.manifest();
        if (manifest.status() == RunStatus.COMPLETED) {
            spec.commandLine()
                    .getOut()
                    .println(saved.folder() + " is finished: all "
                            + manifest.options().epochs() + " epochs are trained, nothing is left to do");
            return ExitCode.OK;
        }
        EngineOptions.Started started = engine.start(manifest.threads(), manifest.device());
        ShapesDataset data =
                new ShapesDataset(manifest.options().seed(), manifest.options().data());
        requireSameData(manifest.dataDigest(), data, "resumed");
        try (RunFolder run = RunFolder.resume(saved, keep)) {
            // Read under the lock, so that it is the very one the folder was trimmed to.
            Checkpoint checkpoint = saved.checkpoint().orElse(null);
            return train(
                    run,
                    plan(saved.folder(), manifest.options(), data, started, checkpoint, saved.replay()),
                    started,
                    manifest,
                    null);
        }
    }

    private static TrainingRun.Plan plan(
            Path folder,
            TrainingOptions options,
            ShapesDataset data,
            EngineOptions.Started started,
            @Nullable Checkpoint checkpoint,
            List<Change> changes) {
        return new TrainingRun.Plan(
                folder.getFileName().toString(), options, data, started.device(), checkpoint, changes);
    }

    /** @param live in force from the first step on; null for what the run itself says */
    private int train(
            RunFolder folder,
            TrainingRun.Plan plan,
            EngineOptions.Started started,
            RunManifest manifest,
            @Nullable LiveOptions live)
            throws IOException {
        TrainPrinter printer = json
                ? new TrainJson(spec.commandLine().getOut())
                : new TrainTable(spec.commandLine().getOut(), plan.options(), Terminal.isInteractive());
        printer.header(folder.folder(), started, manifest);
        if (!tensorboard) {
            return train(folder, new TrainingRun(plan, folder, printer), printer, live);
        }
        try (TensorBoardStore board = TensorBoardStore.open(folder, SavedRun.open(folder.folder()))) {
            return train(folder, new TrainingRun(plan, board, printer), printer, live);
        }
    }

    private static int train(RunFolder folder, TrainingRun run, TrainPrinter printer, @Nullable LiveOptions live) {
        if (live != null) {
            run.update(live);
        }
        TrainingRun.Outcome outcome;
        try (Interruption _ = Interruption.stops(run)) {
            outcome = run.run();
            printer.footer(folder.folder(), outcome);
        }
        return switch (outcome) {
            case COMPLETED -> ExitCode.OK;
            case STOPPED -> ExitCode.INTERRUPTED;
            case DIVERGED -> ExitCode.DIVERGED;
            case FAILED -> ExitCode.UNEXPECTED;
        };
    }
}
