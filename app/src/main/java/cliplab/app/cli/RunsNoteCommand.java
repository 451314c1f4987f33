// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunNotes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code cliplab runs note}: what a person writes on a run. */
@Command(
        name = "note",
        description = "Gives a run a title, a note and tags, also while it is in training; what is not named stays.")
final class RunsNoteCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "The run.")
    private Path run;

    @Option(names = "--title", paramLabel = "TEXT", description = "Shown instead of the folder's name; \"\" for none.")
    private @Nullable String title;

    @Option(names = "--text", paramLabel = "TEXT", description = "The note; \"\" for none.")
    private @Nullable String text;

    @Option(names = "--tag", paramLabel = "TAG", description = "Add a tag; may be repeated.")
    private List<String> added = new ArrayList<>();

    @Option(names = "--untag", paramLabel = "TAG", description = "Take a tag away; may be repeated.")
    private List<String> removed = new ArrayList<>();

    @ParentCommand
    private RunsCommand runs;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    RunsNoteCommand() {}

    @Override
    public Integer call() throws IOException {
        if (title == null && text == null && added.isEmpty() && removed.isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "nothing to note; give --title, --text, --tag or --untag");
        }
        Path folder = runs.folder(run);
        RunNotes notes = changed(runs.row(run).notes());
        RunLibrary.annotate(folder, notes);
        spec.commandLine().getOut().println("Noted on " + folder);
        return ExitCode.OK;
    }

    private RunNotes changed(RunNotes notes) {
        List<String> tags = new ArrayList<>(notes.tags());
        tags.addAll(added);
        tags.removeIf(tag -> removed.stream().anyMatch(tag::equalsIgnoreCase));
        try {
            return new RunNotes(title == null ? notes.title() : title, text == null ? notes.note() : text, tags);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
