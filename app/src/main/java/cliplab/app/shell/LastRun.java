// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.AppContext;
import cliplab.app.cli.Setup;
import cliplab.app.platform.DialogService;
import cliplab.app.runs.FileErrors;
import cliplab.app.training.LabEvent;
import cliplab.app.training.RunObserver;
import cliplab.app.training.RunRequest;
import cliplab.app.training.Sentences;
import cliplab.model.run.RunStatus;
import cliplab.model.run.SavedRun;
import cliplab.model.train.Checkpoint;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes up runs on disk: the one the window wrote last, which it remembers, or any other. FX thread only. */
final class LastRun implements RunObserver {
    private final AppContext context;
    private @Nullable Path shown; // asked for to be looked at alone, until it is

    /** A run that can go on. */
    private record Resumable(SavedRun saved, Checkpoint checkpoint) {}

    LastRun(AppContext context) {
        this.context = context;
        context.training().addObserver(this);
    }

    @Override
    public void prepared(LabEvent.Prepared run) {
        Path folder = run.folder();
        Path looked = shown;
        shown = null;
        if (folder != null && !folder.equals(looked)) {
            context.settings().change(all -> all.withLastRunFolder(folder.toString()));
        }
    }

    /** Says so where there is a run that was left before its end. */
    void mention() {
        look(found -> found.ifPresent(run -> context.dialogs()
                .notify(
                        DialogService.Tone.INFO,
                        Messages.text("last.found.title"),
                        Messages.text(
                                "last.found",
                                run.checkpoint().progress().step(),
                                run.saved().manifest().options().seed()))));
    }

    /** Goes on with it, the controls moved to where its own were. */
    void resume() {
        look(found -> found.ifPresentOrElse(
                this::resume,
                () -> context.dialogs().info(Messages.text("last.none.title"), Messages.text("last.none"))));
    }

    private void resume(Resumable run) {
        apply(run);
        context.training()
                .start(new RunRequest.Resume(
                        run.saved().folder(), null, context.setup().device()));
    }

    /** Goes on with any run on disk. */
    void resume(Path folder, Runnable begun) {
        open(folder, run -> {
            resume(run);
            begun.run();
        });
    }

    /** Shows any run on disk as it stands. */
    void show(Path folder, Runnable begun) {
        open(folder, run -> {
            apply(run);
            shown = folder;
            context.training().start(new RunRequest.Show(folder, context.setup().device()));
            begun.run();
        });
    }

    private void apply(Resumable run) {
        context.setup()
                .apply(Setup.of(
                        run.saved().manifest().options(), run.checkpoint().wanted()));
    }

    /** A run in training is not ended for another unless the person stops it. */
    private void open(Path folder, Consumer<Resumable> then) {
        if (isBusy()) {
            refuse(Messages.text("last.busy"));
            return;
        }
        context.tasks()
                .submit(
                        "open-run",
                        () -> read(folder),
                        run -> {
                            if (isBusy()) {
                                refuse(Messages.text("last.busy"));
                            } else {
                                then.accept(run);
                            }
                        },
                        error -> refuse(Sentences.whole(
                                error instanceof IOException file
                                        ? FileErrors.sentence(file)
                                        : String.valueOf(error.getMessage()))));
    }

    private boolean isBusy() {
        return context.training().stateProperty().get().isActive();
    }

    private void refuse(String why) {
        context.dialogs().notify(DialogService.Tone.WARNING, Messages.text("last.refused"), why);
    }

    private static Resumable read(Path folder) throws IOException {
        SavedRun saved = SavedRun.open(folder);
        return new Resumable(
                saved, saved.checkpoint().orElseThrow(() -> new IOException(Messages.text("run.no-checkpoint"))));
    }

    private void look(Consumer<Optional<Resumable>> then) {
        String folder = context.settings().current().lastRunFolder();
        if (folder == null || context.training().stateProperty().get().isActive()) {
            then.accept(Optional.empty());
            return;
        }
        context.tasks().submit("last-run", () -> find(Path.of(folder)), then, _ -> then.accept(Optional.empty()));
    }

    private static Optional<Resumable> find(Path folder) throws IOException {
        if (!SavedRun.isIn(folder)) {
            return Optional.empty();
        }
        SavedRun saved = SavedRun.open(folder);
        boolean open = saved.manifest().status() == RunStatus.STOPPED
                || saved.manifest().status() == RunStatus.RUNNING;
        return open && !saved.isBeingWritten()
                ? saved.checkpoint().map(checkpoint -> new Resumable(saved, checkpoint))
                : Optional.empty();
    }
}
