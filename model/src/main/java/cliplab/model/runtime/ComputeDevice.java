// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import ai.djl.Device;
import ai.djl.engine.StandardCapabilities;
import java.util.Locale;

/**
 * Where the arithmetic happens, and why there.
 *
 * @param kind processor, NVIDIA or Apple GPU
 * @param reason one sentence for people
 */
public record ComputeDevice(Kind kind, String reason) {
    public enum Kind {
        CPU,
        CUDA,
        MPS
    }

    /** The names {@link #choose} takes. */
    public static final String CHOICES = "auto, cpu, cuda or mps";

    /**
     * Picks the device a person asked for; starts the engine.
     *
     * @param wish one of {@link #CHOICES}
     * @throws DeviceUnavailableException where the device asked for is not there
     */
    public static ComputeDevice choose(String wish) throws DeviceUnavailableException {
        return choose(wish, hasCuda(), hasMps());
    }

    static ComputeDevice choose(String wish, boolean cuda, boolean mps) throws DeviceUnavailableException {
        return switch (wish.toLowerCase(Locale.ROOT)) {
            case "auto" -> {
                if (cuda) {
                    yield new ComputeDevice(Kind.CUDA, "the engine reports an NVIDIA GPU");
                }
                yield mps
                        ? new ComputeDevice(Kind.MPS, "the engine reports Apple's GPU")
                        : new ComputeDevice(Kind.CPU, "the engine reports no GPU");
            }
            case "cpu" -> new ComputeDevice(Kind.CPU, "asked for");
            case "cuda", "gpu" -> {
                if (!cuda) {
                    throw new DeviceUnavailableException(
                            "the engine reports no NVIDIA GPU; use --device cpu, or see what cliplab doctor says"
                                    + " below GPU");
                }
                yield new ComputeDevice(Kind.CUDA, "asked for");
            }
            case "mps" -> {
                if (!mps) {
                    throw new DeviceUnavailableException("the engine reports no Apple GPU; use --device cpu");
                }
                yield new ComputeDevice(Kind.MPS, "asked for");
            }
            default -> throw new DeviceUnavailableException("there is no device \"" + wish + "\"; choose " + CHOICES);
        };
    }

    /** Whether the engine runs on Apple's GPU here: only its arm64 build for macOS carries it. */
    public static boolean hasMps() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac")
                && "aarch64".equals(System.getProperty("os.arch"));
    }

    /** Lower-case name, as files and messages carry it. */
    public String id() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Whether results arrive some time after the call that asks for them. */
    public boolean isAsynchronous() {
        return kind != Kind.CPU;
    }

    /** The engine's name for it; seen inside the model module only. */
    public Device engineDevice() {
        return switch (kind) {
            case CPU -> Device.cpu();
            case CUDA -> Device.gpu();
            case MPS -> Device.of("mps", 0);
        };
    }

    /**
     * Whether the engine can train on an NVIDIA GPU here; starts it. Its libraries are asked: DJL itself counts GPUs by a CUDA
     * runtime in the system's folders, which is neither needed for them nor enough.
     */
    public static boolean hasCuda() {
        return EngineStart.engine().hasCapability(StandardCapabilities.CUDA);
    }
}
