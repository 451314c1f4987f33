// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.runtime.ComputeDevice.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputeDeviceTest {
    @ParameterizedTest
    @CsvSource({
        "auto, 0, false, CPU",
        "auto, 1, false, CUDA",
        "auto, 0, true,  MPS",
        "auto, 2, true,  CUDA",
        "AUTO, 0, false, CPU",
        "cpu,  2, true,  CPU",
        "cuda, 1, false, CUDA",
        "Cuda, 1, true,  CUDA",
        "gpu,  1, false, CUDA",
        "mps,  0, true,  MPS",
        "mps,  1, true,  MPS"
    })
    void theWishIsMetWhereItCanBe(String wish, int cudaDevices, boolean mps, Kind expected)
            throws DeviceUnavailableException {
        ComputeDevice device = ComputeDevice.choose(wish, cudaDevices, mps);
        assertEquals(expected, device.kind());
        assertFalse(device.reason().isBlank());
        assertEquals(expected != Kind.CPU, device.isAsynchronous());
    }

    @ParameterizedTest
    @CsvSource({
        "cuda, 0, true, --device cpu",
        "gpu, 0, false, --device cpu",
        "mps, 3, false, --device cpu",
        "tpu, 1, true, tpu",
        "'', 1, true, auto"
    })
    void aWishThatCannotBeMetIsRefusedWithAdvice(String wish, int cudaDevices, boolean mps, String said) {
        DeviceUnavailableException refused =
                assertThrows(DeviceUnavailableException.class, () -> ComputeDevice.choose(wish, cudaDevices, mps));
        assertTrue(String.valueOf(refused.getMessage()).contains(said));
    }

    @Test
    void namesAreLowerCase() {
        assertEquals("cuda", new ComputeDevice(Kind.CUDA, "").id());
        assertEquals("cpu", new ComputeDevice(Kind.CPU, "").id());
        assertTrue(new ComputeDevice(Kind.CUDA, "").engineDevice().isGpu());
        assertFalse(new ComputeDevice(Kind.CPU, "").engineDevice().isGpu());
    }
}
