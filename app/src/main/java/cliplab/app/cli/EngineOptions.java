// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.runtime.ComputeDevice;
import cliplab.model.runtime.DeviceUnavailableException;
import cliplab.model.runtime.EngineStart;
import cliplab.model.runtime.Folders;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the arithmetic happens: options that several commands share. */
final class EngineOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads of the engine; fewer than the cores leave room for other programs.")
    private @Nullable Integer threads;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            description = "auto, cpu, cuda or mps (default: auto, the GPU where there is one).")
    private @Nullable String device;

    /** What the person named; null for as many as usual. */
    @Nullable
    Integer threads() {
        return threads;
    }

    /** As {@link Setup#DEVICES} names it, where it is one of them. */
    String device() {
        if (device == null) {
            return "auto";
        }
        String name = device.toLowerCase(Locale.ROOT);
        return name.equals("gpu") ? "cuda" : name;
    }

    /** @throws IllegalArgumentException where a number of threads is out of range */
    static void checkThreads(@Nullable Integer threads) {
        if (threads != null && (threads < 1 || threads > 1024)) {
            throw new IllegalArgumentException("threads must be from 1 to 1024, not " + threads);
        }
    }

    /** What was started. */
    record Started(ComputeDevice device, int threads) {}

    /**
     * Starts the engine.
     *
     * @param usualThreads where the person names none
     * @param usualDevice where the person names none
     */
    Started start(int usualThreads, String usualDevice) throws DeviceUnavailableException {
        int wanted = threads == null ? usualThreads : threads;
        try {
            checkThreads(wanted);
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
        EngineStart.start(wanted, Folders.ofThisSystem());
        return new Started(ComputeDevice.choose(device == null ? usualDevice : device), wanted);
    }

    Started start() throws DeviceUnavailableException {
        return start(EngineStart.defaultThreads(), "auto");
    }
}
