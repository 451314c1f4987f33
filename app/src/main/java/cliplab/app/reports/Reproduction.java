// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import cliplab.app.cli.LineWords;
import cliplab.app.cli.Setup;
import cliplab.model.run.RunManifest;
import cliplab.model.train.Change;
import cliplab.model.train.LiveOptions;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** How to do a run again. Stateless. */
final class Reproduction {
    private Reproduction() {}

    static void write(Page page, ReportedRun run) throws IOException {
        page.section("again", Messages.text("report.again"));
        Optional<String> line = line(run);
        if (line.isPresent()) {
            page.leaf("p", Messages.text("report.again.line"));
            command(page, "command", line.get());
        } else {
            page.leaf("p", Messages.text("report.again.steered", run.changes().size()));
            command(page, "command", "cliplab train --replay " + LineWords.quote(run.name()));
        }
        page.leaf("p", Messages.text("report.again.exact"), "class", "hint");
        if (run.standing().isResumable()) {
            page.leaf("p", Messages.text("report.again.resume"));
            command(page, "resume", "cliplab train --resume " + LineWords.quote(run.name()));
        }
        if (line.isEmpty()) {
            page.leaf("h3", Messages.text("report.again.lost"));
            page.leaf("p", Messages.text("report.again.files"));
            file(page, run.folder().resolve("run.json"));
            file(page, run.folder().resolve("changes.csv"));
        }
        page.close();
    }

    private static void command(Page page, String id, String line) {
        page.open("pre", "class", "command", "id", id).leaf("code", line).close();
    }

    private static void file(Page page, Path file) throws IOException {
        String name = String.valueOf(file.getFileName());
        page.leaf("h4", name);
        try {
            page.leaf("pre", Files.readString(file), "class", "file", "data-file", name);
        } catch (NoSuchFileException e) {
            page.leaf("p", Messages.text("report.again.missing"), "class", "hint");
        }
    }

    /** The line that makes the same run; empty where only a replay does. */
    static Optional<String> line(ReportedRun run) {
        if (!run.changes().stream().allMatch(Reproduction::canBeSaidBefore)) {
            return Optional.empty();
        }
        RunManifest manifest = run.manifest();
        LiveOptions live = run.begun();
        try {
            Setup setup = new Setup(
                    manifest.options(),
                    live.trainingTemplates(),
                    live.evaluationTemplates(),
                    0,
                    manifest.device(),
                    manifest.threads());
            return Setup.parse(setup.line()).equals(setup) ? Optional.of(setup.line()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // a device or settings that no line has words for
        }
    }

    /** Prompts chosen before the start are a run's first changes, because its fixed settings have no place for them. */
    private static boolean canBeSaidBefore(Change change) {
        return change.step() <= 1
                && switch (change.setting()) {
                    case TRAINING_TEMPLATES, EVALUATION_TEMPLATES -> true;
                    case TEMPERATURE, BATCH_SIZE, LEARNING_RATE -> false;
                };
    }
}
