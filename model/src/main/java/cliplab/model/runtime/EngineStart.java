// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.util.Utils;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Everything the engine needs before its first call: no network, no telemetry, its libraries unpacked into our cache, a
 * number of threads that stays, and an allocator that keeps its memory. The engine can be started once in a process.
 */
public final class EngineStart {
    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private static final String LIBRARIES = "PYTORCH_LIBRARY_PATH";
    private static final String FLAVOUR = "PYTORCH_FLAVOR";

    private static final AtomicBoolean BEGUN = new AtomicBoolean();
    /** Of the engine that runs, as it took them; null where it took none, or does not run. */
    private static volatile @Nullable Path cudaLibraries;

    private EngineStart() {}

    /**
     * Prepares the engine and starts it.
     *
     * @param threads intra-op threads, at least 1; kept by an engine that already runs
     * @param folders where native libraries are unpacked, unless DJL_CACHE_DIR or PYTORCH_LIBRARY_PATH says otherwise, and
     *     where CUDA libraries may be, which come first
     * @return what was told to the memory allocator, one line each
     * @throws EngineUnavailableException where it cannot start
     */
    public static List<String> start(int threads, Folders folders) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
        boolean first = !BEGUN.getAndSet(true);
        List<String> memory = NativeMemory.keep();
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty(THREADS, Integer.toString(threads));
        if (Utils.getEnvOrSystemProperty("DJL_CACHE_DIR") == null) {
            System.setProperty("DJL_CACHE_DIR", folders.cache().resolve("djl").toString());
        }
        CudaLibraries cuda = CudaLibraries.in(folders);
        Optional<Path> gpu = first ? cuda.begin(NvidiaDriver.find()) : Optional.empty();
        gpu.ifPresent(EngineStart::take);
        try {
            engine();
            if (gpu.isPresent()) {
                cuda.ended(Optional.empty());
            }
            if (first) {
                cudaLibraries = isCuda(Utils.getEnvOrSystemProperty(FLAVOUR)) ? libraries() : null;
            }
        } catch (RuntimeException | LinkageError e) {
            if (gpu.isPresent()) {
                cuda.ended(Optional.of(cause(e)));
                throw new EngineUnavailableException(
                        "the engine cannot start with the CUDA libraries in " + gpu.get() + " (" + cause(e)
                                + "); start the program again: the CPU trains then, and cliplab doctor says why",
                        e);
            }
            throw new EngineUnavailableException(
                    "the engine cannot start (" + e.getMessage() + "); its native libraries are unpacked below "
                            + Utils.getEnvOrSystemProperty("DJL_CACHE_DIR")
                            + ", which must be writable and have 500 MB free",
                    e);
        }
        return memory;
    }

    /** The native bridge to them is of the engine's own jar. */
    private static void take(Path cuda) {
        System.setProperty(LIBRARIES, cuda.toString());
        System.setProperty(FLAVOUR, CudaBuild.ofThisSystem().orElseThrow().flavour());
    }

    /** The innermost message: what the system's loader said. */
    private static String cause(Throwable error) {
        Throwable innermost = error;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage());
    }

    /** The threads that suit this machine where the terminal alone is served: up to two cores all, then all but one; 1 … 8. */
    public static int defaultThreads() {
        int cores = Runtime.getRuntime().availableProcessors();
        return atMostEight(cores > 2 ? cores - 1 : cores);
    }

    /** The threads that leave one core to a window: all cores but one, 1 … 8. */
    public static int threadsBesideAWindow() {
        return atMostEight(Runtime.getRuntime().availableProcessors() - 1);
    }

    private static int atMostEight(int threads) {
        return Math.clamp(threads, 1, 8);
    }

    /** A manager for all arrays of one owner on one device; the owner closes it. */
    public static NDManager newManager(ComputeDevice device) {
        return All.MANAGERS.newSubManager(device.engineDevice());
    }

    /** How many native arrays there are now, of all owners. */
    public static int heldArrays() {
        return All.MANAGERS.getManagedArrays().size();
    }

    /** Above every manager, so that what is not closed can be counted. */
    private static final class All {
        private static final NDManager MANAGERS = engine().newBaseManager();
    }

    /** Name and version of the engine. */
    public static String describe() {
        return engine().getEngineName() + " " + engine().getVersion();
    }

    /** Where the engine's native libraries are unpacked or looked for. */
    public static Path libraries() {
        String own = Utils.getEnvOrSystemProperty(LIBRARIES);
        return own != null ? Path.of(own) : Utils.getEngineCacheDir("pytorch");
    }

    /** Where the engine of this process took CUDA libraries from; empty where it took none. */
    public static Optional<Path> cudaLibraries() {
        return Optional.ofNullable(cudaLibraries);
    }

    private static boolean isCuda(@Nullable String flavour) {
        return flavour != null && flavour.startsWith("cu");
    }

    static Engine engine() {
        return Engine.getEngine("PyTorch");
    }
}
