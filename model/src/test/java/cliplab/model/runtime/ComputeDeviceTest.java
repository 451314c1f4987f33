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
        "auto, false, false, CPU",
        "auto, true, false, CUDA",
        "auto, false, true,  MPS",
        "auto, true, true,  CUDA",
        "AUTO, false, false, CPU",
        "cpu,  true, true,  CPU",
        "cuda, true, false, CUDA",
        "Cuda, true, true,  CUDA",
        "gpu,  true, false, CUDA",
        "mps,  false, true,  MPS",
        "mps,  true, true,  MPS"
    })
    void theWishIsMetWhereItCanBe(String wish, boolean cuda, boolean mps, Kind expected)
            throws DeviceUnavailableException {
        ComputeDevice device = ComputeDevice.choose(wish, cuda, mps);
        assertEquals(expected, device.kind());
        assertFalse(device.reason().isBlank());
        assertEquals(expected != Kind.CPU, device.isAsynchronous());
    }

    @ParameterizedTest
    @CsvSource({
        "cuda, false, true, --device cpu",
        "gpu, false, false, --device cpu",
        "mps, true, false, --device cpu",
        "tpu, true, true, tpu",
        "'', true, true, auto"
    })
    void aWishThatCannotBeMetIsRefusedWithAdvice(String wish, boolean cuda, boolean mps, String said) {
        DeviceUnavailableException refused =
                assertThrows(DeviceUnavailableException.class, () -> ComputeDevice.choose(wish, cuda, mps));
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
