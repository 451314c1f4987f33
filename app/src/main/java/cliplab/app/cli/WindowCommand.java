// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.cli.WindowOpener.Witness;
import cliplab.app.settings.Purpose;
import cliplab.app.settings.Theme;
import cliplab.app.settings.WindowOptions;
import cliplab.model.runtime.Folders;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code cliplab window}: the laboratory; the same without any argument. */
@Command(
        name = "window",
        description = "Opens the laboratory; so does cliplab without arguments, or with files alone.",
        footer = {
            "",
            "A window that is open already comes to the front and takes the files.",
            "Where there is no display it says so and trains in the terminal instead."
        })
final class WindowCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})[xX×](\\d{1,6})");

    @Parameters(
            paramLabel = "FILE",
            description =
                    "An exported run, a figure that remembers its setup, or a picture; opened as if dropped on the window.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--theme", paramLabel = "NAME", description = "light, dark or system (default: as chosen last).")
    private @Nullable Theme theme;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the engine (default: one core is left to the window).")
    private @Nullable Integer threads;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "auto, cpu, cuda or mps (default: auto, the GPU where there is one).")
    private @Nullable String device;

    @Option(names = "--size", paramLabel = "WxH", description = "Of the window, for example 1280x800.")
    private @Nullable String size;

    @Option(names = "--new-window", description = "Open another window, even where one is open.")
    private boolean alone;

    @Option(names = "--first-frame", hidden = true, description = "Print the time to the first frame.")
    private boolean firstFrame;

    @Option(names = "--rehearse", hidden = true, description = "Close after the first frame.")
    private boolean rehearse;

    @ParentCommand
    private Cliplab cliplab;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    WindowCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        return open(cliplab.opener(), options(), new Printing(out, err, firstFrame), out, err);
    }

    private record Printing(PrintWriter out, PrintWriter err, boolean frames) implements Witness {
        @Override
        public void handedOver() {
            out.println("CLIP Lab is open already: its window comes to the front. --new-window opens another.");
        }

        @Override
        public void unanswered() {
            err.println("cliplab: the window that is open does not answer, so another one is opened");
        }

        @Override
        public void firstFrame(long millis) {
            if (frames) {
                out.printf("first frame after %d ms%n", millis);
            }
        }
    }

    /** Whether a first word is meant as a file: no command has a dot or a separator in its name. */
    static boolean isFile(String word) {
        return !word.startsWith("-") && (word.contains(".") || word.contains("/") || word.contains(File.separator));
    }

    /** What is to be opened where the words are {@code window} and perhaps files, without any option; empty otherwise. */
    static Optional<WindowOptions> plain(List<String> words) {
        if (!words.getFirst().equals("window") || words.stream().anyMatch(word -> word.startsWith("-"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(WindowOptions.opening(
                    absolute(words.stream().skip(1).map(Path::of).toList())));
        } catch (InvalidPathException e) {
            return Optional.empty(); // to be said as of every other word
        }
    }

    /** The window that takes them may stand in another folder. */
    private static List<Path> absolute(List<Path> files) {
        return files.stream().map(Path::toAbsolutePath).toList();
    }

    private WindowOptions options() {
        try {
            return new WindowOptions(
                    theme,
                    threads,
                    device,
                    size(),
                    rehearse ? new Purpose.Rehearsal() : new Purpose.Work(),
                    absolute(files),
                    alone);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private WindowOptions.@Nullable Size size() {
        if (size == null) {
            return null;
        }
        Matcher matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw new CommandException(ExitCode.USAGE, "a size looks like 1280x800, not " + size);
        }
        return new WindowOptions.Size(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Opens the window without being asked for more; past picocli, whose reading of every command would keep the first frame waiting. */
    static int open(WindowOpener opener, WindowOptions options, PrintWriter out, PrintWriter err) {
        return open(opener, options, new Printing(out, err, false), out, err);
    }

    /** Opens the window, or trains here where there is no display. Whatever fails is told in one sentence. */
    static int open(WindowOpener opener, WindowOptions options, Witness witness, PrintWriter out, PrintWriter err) {
        try {
            opener.open(options, witness);
            return ExitCode.OK;
        } catch (WindowOpener.NoDisplayException e) {
            if (options.purpose() instanceof Purpose.Rehearsal
                    || !options.files().isEmpty()) {
                err.println("cliplab: no window can be opened: " + e.getMessage());
                return ExitCode.UNEXPECTED;
            }
            err.println("cliplab: no window can be opened, so the training runs here: " + e.getMessage());
            return Cliplab.run(out, err, opener, training(options));
        } catch (StartFailedException e) {
            err.println("cliplab: " + e.getMessage());
            return ExitCode.UNEXPECTED;
        } catch (Exception | Error e) { // a broken installation has no end of them
            err.println("cliplab: "
                    + StartFailedException.log(e, Folders.ofThisSystem()).getMessage());
            return ExitCode.UNEXPECTED;
        }
    }

    /** The {@code train} command on the same threads and device. */
    private static String[] training(WindowOptions options) {
        List<String> words = new ArrayList<>(List.of("train"));
        if (options.threads() != null) {
            words.addAll(List.of("--threads", options.threads().toString()));
        }
        if (options.device() != null) {
            words.addAll(List.of("--device", options.device()));
        }
        return words.toArray(String[]::new);
    }
}
