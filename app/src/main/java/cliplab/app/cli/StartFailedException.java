// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.runs.Version;
import cliplab.model.runtime.Folders;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The window could not be opened. The message is the whole sentence for the person; what happened lies in the file that it names. */
public final class StartFailedException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final String FILE = "start-failed.log";

    private StartFailedException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * Writes what went wrong to a file, over that of the time before: below the data folder with the other logs, else below the cache, else
     * where the system keeps temporary files. Never fails itself. Any thread.
     */
    public static StartFailedException log(Throwable cause, Folders folders) {
        List<Path> places = List.of(
                folders.data().resolve("logs"),
                folders.cache().resolve("logs"),
                Path.of(System.getProperty("java.io.tmpdir", ".")));
        String what = "The window cannot be opened: " + reason(cause) + ". ";
        Optional<Path> file =
                places.stream().flatMap(place -> write(place, cause).stream()).findFirst();
        return new StartFailedException(
                what + file.map(path -> "The details are in " + path + ".").orElse("No log of it could be written."),
                cause);
    }

    private static Optional<Path> write(Path folder, Throwable cause) {
        try {
            Files.createDirectories(folder);
            return Optional.of(Files.writeString(folder.resolve(FILE), report(cause)));
        } catch (IOException | RuntimeException | Error e) { // such as no memory still
            return Optional.empty();
        }
    }

    private static String report(Throwable cause) {
        StringWriter text = new StringWriter();
        PrintWriter lines = new PrintWriter(text);
        lines.println("CLIP Lab could not open its window.");
        lines.println("when     " + Instant.now());
        lines.println("cliplab  " + version());
        lines.println("java     " + Runtime.version() + ", " + System.getProperty("java.home"));
        lines.println("javafx   " + System.getProperty("javafx.runtime.version", "not started"));
        lines.println("system   " + System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                + System.getProperty("os.arch"));
        lines.printf(
                "memory   at most %,d MiB of Java heap%n", Runtime.getRuntime().maxMemory() >> 20);
        lines.println();
        cause.printStackTrace(lines);
        return text.toString();
    }

    private static String version() {
        try {
            return Version.program();
        } catch (RuntimeException | LinkageError e) { // a broken installation may be the very reason
            return "unknown";
        }
    }

    private static String reason(Throwable cause) {
        String message = cause.getMessage();
        return switch (cause) {
            case OutOfMemoryError _ -> "there is not enough memory";
            default ->
                cause.getClass().getSimpleName()
                        + (message == null || message.isBlank()
                                ? ""
                                : ", " + message.strip().lines().findFirst().orElse(""));
        };
    }
}
