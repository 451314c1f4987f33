// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.cli.WindowOpener.Witness;
import cliplab.app.settings.Purpose;
import cliplab.app.settings.Theme;
import cliplab.app.settings.WindowOptions;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code cliplab window}: the laboratory; the same without any argument. */
@Command(
        name = "window",
        description = "Opens the laboratory; so does cliplab without arguments.",
        footer = {"", "Where there is no display it says so and trains in the terminal instead."})
final class WindowCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})[xX×](\\d{1,6})");

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
        return open(
                cliplab.opener(),
                options(),
                firstFrame ? printing(out) : Witness.NOBODY,
                out,
                spec.commandLine().getErr());
    }

    private static Witness printing(PrintWriter out) {
        return new Witness() {
            @Override
            public void firstFrame(long millis) {
                out.printf("first frame after %d ms%n", millis);
            }
        };
    }

    private WindowOptions options() {
        try {
            return new WindowOptions(
                    theme, threads, device, size(), rehearse ? new Purpose.Rehearsal() : new Purpose.Work());
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

    /** Opens the window, or trains here where there is no display. */
    static int open(WindowOpener opener, WindowOptions options, Witness witness, PrintWriter out, PrintWriter err) {
        try {
            opener.open(options, witness);
            return ExitCode.OK;
        } catch (WindowOpener.NoDisplayException e) {
            if (options.purpose() instanceof Purpose.Rehearsal) {
                err.println("cliplab: no window can be opened: " + e.getMessage());
                return ExitCode.UNEXPECTED;
            }
            err.println("cliplab: no window can be opened, so the training runs here: " + e.getMessage());
            return Cliplab.run(out, err, opener, training(options));
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
