// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether NVIDIA's driver is on this machine. Only files are looked at: nothing is loaded and no program is run. Any thread.
 *
 * @param present whether a trace of it was found
 * @param branch the number its version begins with, or 0 where it is not known
 * @param words what was found and where, or where nothing was
 */
public record NvidiaDriver(boolean present, int branch, String words) {
    /** The oldest that runs programs of any CUDA 12, by NVIDIA's promise for its minor versions. */
    public static final int OLDEST = 525;

    private static final Pattern VERSION = Pattern.compile("\\b(\\d{3})\\.\\d+(\\.\\d+)?\\b");

    /** Of a version that is not known. */
    public NvidiaDriver(boolean present, String words) {
        this(present, 0, words);
    }

    /** Whether it is known to be older than CUDA 12 allows. */
    public boolean isTooOld() {
        return present && branch > 0 && branch < OLDEST;
    }

    /** Looks where the driver leaves its traces on this system. */
    public static NvidiaDriver find() {
        return find(System.getProperty("os.name", ""), Path.of("/"), System.getenv());
    }

    /** @param root of the file system, which tests put elsewhere */
    static NvidiaDriver find(String system, Path root, Map<String, String> environment) {
        String os = system.toLowerCase(Locale.ROOT);
        if (os.startsWith("windows")) {
            return onWindows(environment);
        }
        return os.contains("linux") ? onLinux(root, environment) : new NvidiaDriver(false, "none on this system");
    }

    private static NvidiaDriver onWindows(Map<String, String> environment) {
        Path folder =
                Path.of(environment.getOrDefault("SystemRoot", "C:\\Windows")).resolve("System32");
        for (String name : new String[] {"nvcuda.dll", "nvml.dll"}) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return new NvidiaDriver(true, "present, version not known (" + folder.resolve(name) + " is there)");
            }
        }
        return new NvidiaDriver(false, "none found (looked for nvcuda.dll and nvml.dll in " + folder + ")");
    }

    private static NvidiaDriver onLinux(Path root, Map<String, String> environment) {
        Path module = root.resolve("proc/driver/nvidia/version");
        try {
            Matcher version = VERSION.matcher(Files.readString(module));
            return version.find()
                    ? new NvidiaDriver(true, Integer.parseInt(version.group(1)), version.group() + " (" + module + ")")
                    : new NvidiaDriver(true, "present, version not known (" + module + ")");
        } catch (IOException e) {
            // Not that of the kernel; under Windows' Linux the driver is the host's, and brings this program along.
        }
        String path = environment.getOrDefault("PATH", "") + File.pathSeparator + root.resolve("usr/lib/wsl/lib");
        for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
            try {
                Path tool = Path.of(folder).resolve("nvidia-smi");
                if (!folder.isEmpty() && Files.isExecutable(tool)) {
                    return new NvidiaDriver(true, "present, version not known (" + tool + " is there)");
                }
            } catch (InvalidPathException e) {
                // Such a folder does not exist.
            }
        }
        return new NvidiaDriver(false, "none found (looked for " + module + " and for nvidia-smi on the PATH)");
    }
}
