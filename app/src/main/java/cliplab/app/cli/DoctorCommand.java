// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.runs.Version;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.runtime.CudaLibraries;
import cliplab.model.runtime.DeviceUnavailableException;
import cliplab.model.runtime.EngineStart;
import cliplab.model.runtime.Folders;
import cliplab.model.runtime.NativeMemory;
import cliplab.model.runtime.NvidiaDriver;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cliplab doctor}: what this installation stands on. */
@Command(name = "doctor", description = "Lists versions, devices, native libraries, memory settings and folders.")
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    DoctorCommand() {}

    @Override
    public Integer call() throws DeviceUnavailableException {
        Folders folders = Folders.ofThisSystem();
        PrintWriter out = spec.commandLine().getOut();
        out.println("Folders");
        out.println("  runs      " + folders.runs());
        out.println("  config    " + folders.config());
        out.println("  cache     " + folders.cache());
        out.println("Program");
        out.println("  cliplab   " + Version.program());
        out.println("  java      " + Runtime.version());
        out.println("  system    " + System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        new GpuLines(CudaLibraries.in(folders)).print(out);
        out.flush();
        // The part that may fail comes last, so that the rest is told in any case.
        List<String> memory = EngineStart.start(EngineStart.defaultThreads(), folders);
        out.println("Engine");
        out.println("  version   " + EngineStart.describe());
        out.println("  libraries " + EngineStart.libraries());
        ComputeDevice device = ComputeDevice.choose("auto");
        out.printf("  device    %s (%s)%n", device.id(), device.reason());
        out.println("  cuda      " + cuda());
        out.printf("  mps       %s%n", ComputeDevice.hasMps() ? "there" : "not on this system");
        out.printf(
                "  cpu       %d cores, %d engine threads unless told otherwise%n",
                Runtime.getRuntime().availableProcessors(), EngineStart.defaultThreads());
        out.println("Memory");
        (memory.isEmpty() ? List.of("nothing to set on this system") : memory)
                .forEach(line -> out.println("  " + line));
        out.println("  " + NativeMemory.tunables());
        out.printf("  Java heap at most %,d MiB%n", Runtime.getRuntime().maxMemory() >> 20);
        NativeMemory.resident().ifPresent(bytes -> out.printf("  resident now %,d MiB%n", bytes >> 20));
        return ExitCode.OK;
    }

    private static String cuda() {
        if (ComputeDevice.hasCuda()) {
            return "there";
        }
        return EngineStart.cudaLibraries().isPresent()
                ? "the libraries are loaded, and find no GPU that they can use; CUDA 12.8 asks for driver "
                        + NvidiaDriver.OLDEST + " or later"
                : "not there";
    }
}
