// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.runtime.CudaBuild;
import cliplab.model.runtime.CudaLibraries;
import cliplab.model.runtime.CudaLibraries.Standing;
import cliplab.model.runtime.CudaRecord;
import cliplab.model.runtime.NvidiaDriver;
import java.io.IOException;
import java.io.PrintWriter;

/** What doctor and gpu say of the NVIDIA card, looked up on the machine and the disk alone. */
final class GpuLines {
    private static final long MB = 1_000_000;

    private final CudaLibraries libraries;
    private final NvidiaDriver driver;

    GpuLines(CudaLibraries libraries) {
        this(libraries, NvidiaDriver.find());
    }

    GpuLines(CudaLibraries libraries, NvidiaDriver driver) {
        this.libraries = libraries;
        this.driver = driver;
    }

    void print(PrintWriter out) {
        Standing standing = libraries.standing(driver);
        out.println("GPU");
        out.println("  driver    NVIDIA: " + words(driver));
        out.println("  version   "
                + libraries
                        .build()
                        .map(CudaBuild::fullVersion)
                        .map(version -> "PyTorch " + version + " is needed")
                        .orElse("no CUDA libraries exist for this system"));
        out.println("  libraries " + libraries(standing));
        out.println("  result    "
                + switch (standing) {
                    case Standing.None none -> "not used, because " + none.why();
                    case Standing.Refused refused -> "not used, because " + refused.why();
                    case Standing.Usable _ -> "used by an engine that starts now";
                });
    }

    static String words(NvidiaDriver driver) {
        return driver.words()
                + (driver.isTooOld() ? "; too old: CUDA 12.8 asks for " + NvidiaDriver.OLDEST + " or later" : "");
    }

    private String libraries(Standing standing) {
        return switch (standing) {
            case Standing.None _ -> left();
            case Standing.Refused refused -> refused.folder() + from();
            case Standing.Usable usable -> usable.folder() + from();
        };
    }

    private String left() {
        long bytes = libraries.bytesLeft();
        return bytes < MB
                ? "none"
                : "not whole: %,d MB of a fetch that did not end are in %s".formatted(bytes / MB, libraries.home());
    }

    private String from() {
        if (libraries.isElsewhere()) {
            return " (an installation that was chosen; no digests are recorded)";
        }
        try {
            CudaRecord record = CudaRecord.read(libraries.fetched());
            return " (%d files, %,d MB, fetched from %s on %s; cliplab gpu check compares their SHA-256)"
                    .formatted(record.files().size(), record.unpackedBytes() / MB, record.from(), record.completed());
        } catch (IOException e) {
            return " (its record cannot be read)";
        }
    }
}
