// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.runtime.ComputeDevice;
import cliplab.model.runtime.DeviceUnavailableException;
import cliplab.model.runtime.EngineStart;
import cliplab.model.runtime.Folders;
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
        if (wanted < 1 || wanted > 1024) {
            throw new CommandException(ExitCode.USAGE, "threads must be from 1 to 1024, not " + wanted);
        }
        EngineStart.start(wanted, Folders.ofThisSystem());
        return new Started(ComputeDevice.choose(device == null ? usualDevice : device), wanted);
    }

    Started start() throws DeviceUnavailableException {
        return start(EngineStart.defaultThreads(), "auto");
    }
}
