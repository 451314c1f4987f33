// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.runtime.ComputeDevice;
import cliplab.model.runtime.DeviceUnavailableException;
import cliplab.model.runtime.EngineStart;
import cliplab.model.runtime.Folders;
import cliplab.model.runtime.NativeMemory;
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
        List<String> memory = EngineStart.start(EngineStart.defaultThreads(), folders);
        PrintWriter out = spec.commandLine().getOut();
        out.println("Versions");
        Version.all().forEach((name, version) -> out.printf("  %-9s %s%n", name, version));
        out.println("Devices");
        ComputeDevice device = ComputeDevice.choose("auto");
        out.printf("  %-9s %s (%s)%n", "auto", device.id(), device.reason());
        out.printf("  %-9s %d%n", "cuda", ComputeDevice.cudaDevices());
        out.printf(
                "  %-9s %d cores, %d engine threads unless told otherwise%n",
                "cpu", Runtime.getRuntime().availableProcessors(), EngineStart.defaultThreads());
        out.println("Native libraries");
        out.println("  " + EngineStart.libraries());
        out.println("Memory");
        (memory.isEmpty() ? List.of("nothing to set on this system") : memory)
                .forEach(line -> out.println("  " + line));
        out.println("  " + NativeMemory.tunables());
        out.printf("  Java heap at most %,d MiB%n", Runtime.getRuntime().maxMemory() >> 20);
        NativeMemory.resident().ifPresent(bytes -> out.printf("  resident now %,d MiB%n", bytes >> 20));
        out.println("Folders");
        out.println("  runs      " + folders.runs());
        out.println("  config    " + folders.config());
        out.println("  cache     " + folders.cache());
        return ExitCode.OK;
    }
}
