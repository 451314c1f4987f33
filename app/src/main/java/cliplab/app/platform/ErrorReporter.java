// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What nobody foresaw: logged and told once, then only counted. Everything the program logs goes to the same rotating file.
 * Any thread.
 */
public final class ErrorReporter implements Thread.UncaughtExceptionHandler, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ErrorReporter.class.getName());
    /** Kinds that are remembered; beyond it something is so wrong that more would not help. */
    private static final int KINDS = 100;

    /** @param details the stack trace */
    public record Report(String headline, String details) {}

    private final Path folder;
    private final LogFile file;
    private final Logger root = Logger.getLogger("");
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final List<Report> untold = new ArrayList<>();
    private @Nullable Consumer<Report> teller;

    /** @param folder of the log, made when there is something to log, or by {@link #makeRoom} */
    public ErrorReporter(Path folder) {
        this.folder = folder;
        file = new LogFile(folder);
    }

    /** From now on every uncaught exception, of any thread, comes here. */
    public void install() {
        root.addHandler(file);
        Thread.setDefaultUncaughtExceptionHandler(this);
        Thread.currentThread().setUncaughtExceptionHandler(this);
    }

    /** Makes the folder, so that the virtual machine can leave its own report of a crash there; without one it has to do without. */
    public void makeRoom() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            LOG.log(Level.FINE, "no folder for logs", e);
        }
    }

    /** Who tells the person, on whatever thread the error came from; given at once what came before. */
    public void tellThrough(Consumer<Report> newTeller) {
        List<Report> before;
        synchronized (this) {
            teller = newTeller;
            before = List.copyOf(untold);
            untold.clear();
        }
        before.forEach(newTeller);
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        report(error);
    }

    /** Logs and tells an error, unless the same was reported before. */
    public void report(Throwable error) {
        Consumer<Report> now;
        Report report = new Report(headline(error), details(error));
        synchronized (this) {
            String kind = kind(error);
            int count = counts.getOrDefault(kind, 0);
            if (count == 0 && counts.size() >= KINDS) {
                return;
            }
            counts.put(kind, count + 1);
            if (count > 0) {
                return;
            }
            now = teller;
            if (now == null) {
                untold.add(report);
            }
        }
        LOG.log(Level.SEVERE, "unexpected", error);
        if (now != null) {
            now.accept(report);
        }
    }

    /** How often each kind came. */
    synchronized Map<String, Integer> counts() {
        return Map.copyOf(counts);
    }

    /** Logs how often things were repeated, and closes the file. */
    @Override
    public void close() {
        counts().forEach((kind, count) -> {
            if (count > 1) {
                LOG.warning(() -> kind + ": " + count + " times in all");
            }
        });
        root.removeHandler(file);
        file.close();
    }

    /** Two errors are the same when class and place are; their messages may hold numbers. */
    private static String kind(Throwable error) {
        StackTraceElement[] trace = error.getStackTrace();
        return error.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private static String headline(Throwable error) {
        String message = error.getMessage();
        String name = error.getClass().getSimpleName();
        return message == null || message.isBlank() ? name : name + ": " + message;
    }

    /** The error and where it came from, for a report. Thread-safe. */
    public static String details(Throwable error) {
        StringWriter text = new StringWriter();
        error.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
