// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cliplab.model.TestEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetricsReaderTest {
    private final AtomicLong clock = new AtomicLong(5);

    private static NDArray row(NDManager pass, float number) {
        return pass.create(new float[] {number, number + 0.5f}, new Shape(1, 2));
    }

    /** Adds rows numbered from 0, {@code millis} apart; how many rows each reading brought. */
    private List<Integer> bursts(boolean inBursts, int rows, long millis) {
        List<Integer> sizes = new ArrayList<>();
        int next = 0;
        try (NDManager manager = TestEngine.manager();
                MetricsReader reader = new MetricsReader(manager, inBursts, clock::get)) {
            int held = manager.getManagedArrays().size();
            for (int i = 0; i < rows; i++) {
                clock.addAndGet(millis * 1_000_000);
                List<float[]> read;
                try (NDManager pass = manager.newSubManager()) {
                    read = reader.add(row(pass, i));
                }
                if (!read.isEmpty()) {
                    sizes.add(read.size());
                }
                for (float[] numbers : read) {
                    assertArrayEquals(new float[] {next, next + 0.5f}, numbers);
                    next++;
                }
            }
            assertEquals(sizes.size(), reader.reads());
            next += reader.flush().size();
            assertEquals(rows, next);
            assertTrue(reader.flush().isEmpty());
            assertEquals(held, manager.getManagedArrays().size());
        }
        return sizes;
    }

    @Test
    void onTheProcessorEveryStepIsReadAtOnce() {
        assertEquals(List.of(1, 1, 1, 1, 1), bursts(false, 5, 0));
    }

    @Test
    void fastStepsAreReadEveryHundredMilliseconds() {
        assertEquals(List.of(50, 50, 50), bursts(true, 170, 2));
    }

    @Test
    void slowStepsAreReadInSixteens() {
        assertEquals(List.of(16, 16), bursts(true, 40, 30));
    }

    @Test
    void nothingIsReadWhileTheClockStands() {
        assertEquals(List.of(), bursts(true, 100, 0));
    }
}
