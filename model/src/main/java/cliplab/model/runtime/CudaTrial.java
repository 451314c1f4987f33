// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Remembers a start with the CUDA libraries that did not succeed, also where the whole process died of it: a file is there
 * from before the libraries are loaded until they are. So a machine on which they do not load trains on its CPU from the next start
 * on. Any thread.
 */
final class CudaTrial {
    private static final Logger LOG = Logger.getLogger(CudaTrial.class.getName());
    /** In the first line, where a process has written down its failure. */
    private static final String FAILED = "failed";

    private final Path file;

    CudaTrial(Path file) {
        this.file = file;
    }

    /** Before the libraries are loaded. */
    void begin() {
        write(mark(ProcessHandle.current()));
    }

    /** A number alone is given to another process after a restart, or to each of a container's; so it has its beginning beside it. */
    private static String mark(ProcessHandle process) {
        return process.pid() + " "
                + process.info().startInstant().map(Instant::toString).orElse("");
    }

    void succeeded() {
        try {
            forget();
        } catch (IOException e) {
            LOG.warning(() -> file + " cannot be deleted: " + e);
        }
    }

    /** @param why in one line */
    void failed(String why) {
        write(FAILED + "\n" + why.lines().findFirst().orElse(""));
    }

    void forget() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Why the last start failed; empty where it did not, or another process is at it now. */
    Optional<String> failure() {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (lines.size() > 1 && lines.getFirst().equals(FAILED)) {
            return Optional.of("the last start with them failed: " + lines.get(1));
        }
        return !lines.isEmpty() && isRunning(lines.getFirst())
                ? Optional.empty()
                : Optional.of("the program ended while the engine was loading them");
    }

    /** Not where the system does not say when a process began: then the next start is on the CPU. */
    private static boolean isRunning(String mark) {
        String[] words = mark.split(" ", 2);
        try {
            return words.length == 2
                    && !words[1].isEmpty()
                    && ProcessHandle.of(Long.parseLong(words[0]))
                            .filter(process -> mark(process).equals(mark))
                            .isPresent();
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Where this cannot be written, the libraries are tried all the same. */
    private void write(String text) {
        try {
            Files.writeString(file, text + "\n");
        } catch (IOException e) {
            LOG.warning(() -> file + " cannot be written: " + e);
        }
    }
}
