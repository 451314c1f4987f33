// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.runs.FileErrors;
import cliplab.app.runs.Version;
import cliplab.app.settings.JavaOptions;
import cliplab.app.settings.WindowOptions;
import cliplab.app.sweeps.SweepsBusyException;
import cliplab.model.data.UnreadableImageException;
import cliplab.model.eval.UnknownTextException;
import cliplab.model.run.RunExistsException;
import cliplab.model.run.RunFormatException;
import cliplab.model.runtime.DeviceUnavailableException;
import cliplab.model.runtime.EngineUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code cliplab}: reads the arguments, runs one of the commands, and turns every error into one line. */
@Command(
        name = "cliplab",
        description = "Trains a small CLIP and answers questions about it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        subcommands = {
            WindowCommand.class,
            TrainCommand.class,
            SweepCommand.class,
            ClassifyCommand.class,
            FigureCommand.class,
            ReportCommand.class,
            LossCommand.class,
            RunsCommand.class,
            BenchCommand.class,
            GpuCommand.class,
            DoctorCommand.class,
            NoticesCommand.class
        })
public final class Cliplab implements Runnable {
    /** The libraries' and ours; kept here, because a logger that nobody holds forgets its level. */
    private static final List<Logger> LOGS =
            List.of(Logger.getLogger("ai.djl"), Logger.getLogger("smile"), Logger.getLogger("cliplab"));

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show the details of errors and what the engine logs.")
    private boolean verbose;

    private final WindowOpener opener;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the other fields. */
    @SuppressWarnings("NullAway.Init")
    Cliplab(WindowOpener opener) {
        this.opener = opener;
    }

    /** Runs the command line on the calling thread and returns the exit code; without arguments the window. */
    public static int run(WindowOpener opener, String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return run(out, err, opener, arguments);
    }

    public static int run(PrintWriter out, PrintWriter err, WindowOpener opener, String... arguments) {
        System.setProperty("java.awt.headless", "true"); // figures and pictures need AWT's classes, never its display
        Locale.setDefault(Locale.ROOT); // numbers look the same everywhere and can be read back
        Level level = List.of(arguments).contains("--verbose") ? Level.INFO : Level.SEVERE;
        LOGS.forEach(log -> log.setLevel(level));
        List<String> words = new ArrayList<>(List.of(arguments));
        if (words.isEmpty() || WindowCommand.isFile(words.getFirst())) {
            words.addFirst("window");
        }
        Optional<WindowOptions> window = WindowCommand.plain(words);
        if (window.isPresent()) {
            return WindowCommand.open(opener, window.get(), out, err);
        }
        Cliplab cliplab = new Cliplab(opener);
        CommandLine line = new CommandLine(cliplab)
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((error, args) -> usage(error))
                .setExecutionExceptionHandler((error, command, parsed) -> cliplab.report(error, command));
        try {
            return line.execute(words.toArray(String[]::new));
        } catch (OutOfMemoryError e) {
            err.println("cliplab: not enough memory; close other programs, or give more with " + JavaOptions.variable()
                    + "=-Xmx1g");
        } catch (LinkageError | StackOverflowError e) {
            err.println("cliplab: something unexpected went wrong: " + e);
        }
        return ExitCode.UNEXPECTED;
    }

    WindowOpener opener() {
        return opener;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int usage(ParameterException error) {
        CommandLine line = error.getCommandLine();
        line.getErr().println("cliplab: " + error.getMessage());
        line.getErr().println("Try: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private int report(Exception error, CommandLine line) {
        PrintWriter err = line.getErr();
        if (error instanceof ParameterException parameter) {
            return usage(parameter);
        }
        int code = switch (error) {
            case CommandException known -> known.exitCode();
            case RunExistsException exists -> ExitCode.USAGE;
            case SweepsBusyException busy -> ExitCode.USAGE;
            case DeviceUnavailableException unavailable -> ExitCode.USAGE;
            case EngineUnavailableException engine -> ExitCode.UNEXPECTED;
            case UnknownTextException unknown -> ExitCode.USAGE;
            case RunFormatException format -> ExitCode.UNREADABLE;
            case UnreadableImageException image -> ExitCode.UNREADABLE;
            case IOException io -> ExitCode.UNREADABLE;
            default -> ExitCode.UNEXPECTED;
        };
        boolean foreseen = error instanceof CommandException || error instanceof EngineUnavailableException;
        if (code == ExitCode.UNEXPECTED && !foreseen) {
            err.println("cliplab: something unexpected went wrong: " + error
                    + (verbose ? "" : " (--verbose shows the details)"));
        } else {
            err.println("cliplab: " + sentence(error));
        }
        if (verbose) {
            error.printStackTrace(err);
        }
        return code;
    }

    /** File errors of the JDK have the bare path as their message. */
    private static String sentence(Exception error) {
        return switch (error) {
            case RunFormatException ours -> String.valueOf(ours.getMessage());
            case RunExistsException ours -> String.valueOf(ours.getMessage());
            case UnreadableImageException ours -> String.valueOf(ours.getMessage());
            case IOException io -> FileErrors.sentence(io);
            default -> String.valueOf(error.getMessage());
        };
    }
}
