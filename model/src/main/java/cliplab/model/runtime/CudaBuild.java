// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * The CUDA libraries that the engine on the class path was built against: it works with no others. Immutable.
 *
 * @param version of PyTorch, as 2.7.1
 * @param flavour the publisher's word for the CUDA version, as cu128
 * @param platform as linux-x86_64
 */
public record CudaBuild(String version, String flavour, String platform) {
    /** Of CUDA 12.8, for which the engine brings its native bridge. */
    private static final String FLAVOUR = "cu128";

    /** That of this system; empty where the engine has no native bridge to CUDA. */
    public static Optional<CudaBuild> ofThisSystem() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Optional<CudaBuild> of(String system, String architecture) {
        CudaBuild build = new CudaBuild(engineVersion(), FLAVOUR, platform(system, architecture));
        String bridge = "jnilib/" + build.platform + "/" + FLAVOUR + "/" + build.library("djl_torch");
        return CudaBuild.class.getClassLoader().getResource(bridge) == null ? Optional.empty() : Optional.of(build);
    }

    private static String engineVersion() {
        Properties engine = new Properties();
        try (InputStream file = CudaBuild.class.getClassLoader().getResourceAsStream("pytorch-engine.properties")) {
            if (file == null) {
                throw new IllegalStateException("the engine is not on the class path");
            }
            engine.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the engine's version cannot be read", e);
        }
        return engine.getProperty("pytorch_version");
    }

    private static String platform(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT);
        String name = os.startsWith("windows") ? "win" : os.contains("mac") ? "osx" : "linux";
        return name + "-" + (architecture.equals("amd64") ? "x86_64" : architecture);
    }

    /** As the publisher writes it into a build, such as 2.7.1+cu128. */
    public String fullVersion() {
        return version + "+" + flavour;
    }

    /** Fit for a folder. */
    public String name() {
        return version + "-" + flavour + "-" + platform;
    }

    /** The files without which no GPU is used. */
    public List<String> needed() {
        return List.of("c10", "c10_cuda", "torch", "torch_cpu", "torch_cuda").stream()
                .map(this::library)
                .toList();
    }

    private String library(String name) {
        return platform.startsWith("win") ? name + ".dll" : "lib" + name + ".so";
    }
}
