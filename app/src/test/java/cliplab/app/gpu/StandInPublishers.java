// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.gpu;

import cliplab.model.runtime.CudaLibraries;
import java.io.IOException;
import java.time.Duration;

/** What tests of other packages need to fetch from one. */
public final class StandInPublishers {
    private StandInPublishers() {}

    public static StandInPublisher usual() throws IOException {
        return new StandInPublisher(
                "libc10.so", "libc10_cuda.so", "libtorch.so", "libtorch_cpu.so", "libtorch_cuda.so");
    }

    public static CudaFetch fetch(CudaLibraries libraries, StandInPublisher publisher) {
        return new CudaFetch(libraries, publisher.address(), 1_000, Duration.ofSeconds(30));
    }
}
