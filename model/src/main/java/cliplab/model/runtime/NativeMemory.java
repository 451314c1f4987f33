// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How the C library treats the engine's memory. glibc hands every large array back to the kernel and faults it in again
 * at the next step; told to keep it, training takes a good third less time. Linux with glibc only, nothing elsewhere.
 * What must be in the environment before the process starts ({@code GLIBC_TUNABLES}) is the launch script's to set.
 */
public final class NativeMemory {
    private static final String TUNABLES = "GLIBC_TUNABLES";

    private record Setting(String name, int parameter, int value) {}

    private static final List<Setting> KEEP = List.of(
            new Setting("M_MMAP_THRESHOLD", -3, 1 << 30),
            new Setting("M_TRIM_THRESHOLD", -1, Integer.MAX_VALUE),
            new Setting("M_TOP_PAD", -2, 1 << 28),
            new Setting("M_ARENA_MAX", -8, 1));

    private NativeMemory() {}

    /**
     * Tells the allocator to keep its memory; to be called before the engine starts, from any thread, once.
     *
     * @return what was set, one line each, for the doctor; empty where there is nothing to set
     */
    @SuppressWarnings("restricted") // the call is the point; the launch script allows native access
    public static List<String> keep() {
        Optional<MemorySegment> mallopt = Linker.nativeLinker().defaultLookup().find("mallopt");
        if (mallopt.isEmpty() || !Files.isReadable(Path.of("/proc/self/status"))) {
            return List.of();
        }
        MethodHandle call = Linker.nativeLinker()
                .downcallHandle(
                        mallopt.get(),
                        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        List<String> done = new ArrayList<>();
        for (Setting setting : KEEP) {
            try {
                int accepted = (int) call.invokeExact(setting.parameter(), setting.value());
                done.add(setting.name() + " = " + setting.value() + (accepted == 1 ? "" : " (refused)"));
            } catch (Throwable e) { // a method handle may throw anything; a slower allocator is no reason to stop
                done.add(setting.name() + " could not be set: " + e.getMessage());
            }
        }
        return done;
    }

    /** What the environment says about huge pages for the heap. */
    public static String tunables() {
        String value = System.getenv(TUNABLES);
        return value == null ? TUNABLES + " is not set" : TUNABLES + "=" + value;
    }

    /** The memory of this process that is in RAM now, in bytes; empty where the system does not say. */
    public static OptionalLong resident() {
        return status("VmRSS:");
    }

    /** The most memory of this process that was ever in RAM, in bytes; empty where the system does not say. */
    public static OptionalLong peakResident() {
        return status("VmHWM:");
    }

    private static OptionalLong status(String field) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith(field)) {
                    return OptionalLong.of(1024 * Long.parseLong(line.replaceAll("\\D+", "")));
                }
            }
        } catch (IOException e) {
            // Not Linux: the figure is simply not there.
        }
        return OptionalLong.empty();
    }
}
