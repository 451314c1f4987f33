// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/** Three files of up to 1 MB that take turns. Opened with the first record, so that a quiet start writes nothing. */
final class LogFile extends Handler {
    private static final int BYTES = 1_000_000;
    private static final int FILES = 3;

    private final Path folder;
    private @Nullable FileHandler handler;
    private boolean broken;

    LogFile(Path folder) {
        this.folder = folder;
        setLevel(Level.INFO);
    }

    @Override
    public synchronized void publish(LogRecord event) {
        if (!isLoggable(event) || broken) {
            return;
        }
        FileHandler open = handler;
        if (open == null) {
            try {
                Files.createDirectories(folder);
                // A percent sign has a meaning in FileHandler's patterns.
                String name = folder.toString().replace("%", "%%") + "/cliplab-%g.log";
                open = new FileHandler(name, BYTES, FILES, true);
                open.setEncoding("UTF-8");
                open.setFormatter(new SimpleFormatter());
                handler = open;
            } catch (IOException e) {
                broken = true; // the console still has it
                return;
            }
        }
        open.publish(event);
    }

    @Override
    public synchronized void flush() {
        if (handler != null) {
            handler.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (handler != null) {
            handler.close();
        }
        broken = true;
    }
}
