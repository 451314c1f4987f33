// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.AppContext;
import cliplab.app.cli.Setup;
import cliplab.app.platform.DialogService;
import cliplab.app.training.LabEvent;
import cliplab.app.training.RunObserver;
import cliplab.app.training.RunRequest;
import cliplab.model.run.RunStatus;
import cliplab.model.run.SavedRun;
import cliplab.model.train.Checkpoint;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Remembers the run folder the window wrote last, and takes that run up again. FX thread only. */
final class LastRun implements RunObserver {
    private final AppContext context;

    /** A run that can go on. */
    private record Resumable(SavedRun saved, Checkpoint checkpoint) {}

    LastRun(AppContext context) {
        this.context = context;
        context.training().addObserver(this);
    }

    @Override
    public void prepared(LabEvent.Prepared run) {
        Path folder = run.folder();
        if (folder != null) {
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
                run -> {
                    context.setup()
                            .apply(Setup.of(
                                    run.saved().manifest().options(),
                                    run.checkpoint().wanted()));
                    context.training()
                            .start(new RunRequest.Resume(
                                    run.saved().folder(), null, context.setup().device()));
                },
                () -> context.dialogs().info(Messages.text("last.none.title"), Messages.text("last.none"))));
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
