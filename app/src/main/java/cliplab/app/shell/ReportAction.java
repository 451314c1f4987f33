// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.AppContext;
import cliplab.app.platform.DialogService;
import cliplab.app.reports.ReportFormat;
import cliplab.app.reports.RunReport;
import cliplab.app.runs.FileErrors;
import cliplab.app.training.LabEvent;
import cliplab.model.run.SavedRun;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;

/** Writes reports, each into the folder of its run. FX thread only; a worker writes. */
final class ReportAction {
    private final AppContext context;

    ReportAction(AppContext context) {
        this.context = context;
    }

    /** On the run shown. */
    void write(ReportFormat format) {
        LabEvent.Prepared run = context.training().run();
        Path folder = run == null ? null : run.folder();
        if (folder == null) {
            context.dialogs().info(Messages.text("menu.report.none.title"), Messages.text("menu.report.none"));
        } else {
            write(folder, context.training().stateProperty().get().isActive(), format);
        }
    }

    /** @param going whether somebody writes the run now */
    void write(Path run, boolean going, ReportFormat format) {
        Path file = run.resolve("report." + format.name().toLowerCase(Locale.ROOT));
        context.tasks()
                .submit(
                        "report " + file,
                        () -> {
                            RunReport.write(SavedRun.open(run), going, OptionalInt.empty(), format, file);
                            return file;
                        },
                        written -> context.exports().written(Messages.text("menu.report.done.title"), written),
                        this::failed);
    }

    private void failed(Throwable error) {
        if (error instanceof IOException problem) {
            context.dialogs()
                    .notify(
                            DialogService.Tone.WARNING,
                            Messages.text("menu.report.failed.title"),
                            Messages.text("menu.report.failed", FileErrors.sentence(problem)));
        } else {
            context.errors().report(error);
        }
    }
}
