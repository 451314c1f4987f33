// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.viz.figure.BatchReading.HardNegative;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BatchReadingTest {
    /** Two pairs of caption 5, one of caption 9, one of caption 2. */
    private static final BatchView BATCH = new BatchView(
            3,
            List.of("red star", "blue star", "red star", "red square"),
            new int[] {5, 9, 5, 2},
            new int[] {0, 1, 0, 2},
            new float[][] {
                {1, 0, 3, 2}, // nearest is its twin: right
                {4, 1, 4, 0}, // nearest is "red star": wrong
                {2, 0, 2, 1}, // right
                {3, 2, 3, 2}, // wrong, one caption above, one level
            });

    @Test
    void anEqualCaptionCountsAsRight() {
        BatchReading reading = BatchReading.of(BATCH);
        assertArrayEquals(new boolean[] {true, false, true, false}, reading.right());
        assertArrayEquals(new int[] {2, 0, 0, 0}, reading.matched());
        assertArrayEquals(new int[] {1, 2, 1, 2}, reading.ranks());
        assertEquals(2, reading.rightCount());
    }

    @Test
    void countsTwins() {
        BatchReading reading = BatchReading.of(BATCH);
        assertArrayEquals(new int[] {1, 0, 1, 0}, reading.twins());
        assertEquals(2, reading.twinCount());
        assertEquals(3, reading.captions());
    }

    @Test
    void lossIsOfTheOwnText() {
        BatchReading reading = BatchReading.of(BATCH);
        // ln(e^1 + e^0 + e^3 + e^2) − 1 = ln 31.1929 − 1
        assertEquals(2.440190, reading.losses()[0], 1e-6);
        // ln(e^3 + e^2 + e^3 + e^2) − 2 = ln 54.9492 − 2
        assertEquals(2.006409, reading.losses()[3], 1e-6);
    }

    @Test
    void theHardestComeFirstAndEachCaptionOnce() {
        List<HardNegative> hardest = BatchReading.of(BATCH).hardest();
        assertEquals(new HardNegative(1, 0, 3), hardest.getFirst());
        assertEquals(8, hardest.size());
        assertEquals(
                1,
                hardest.stream().filter(h -> h.image() == 1 && h.margin() == 3).count());
        for (int i = 1; i < hardest.size(); i++) {
            assertTrue(hardest.get(i).margin() <= hardest.get(i - 1).margin());
        }
    }

    @Test
    void keepsOnlyTheHardestOfMany() {
        int size = 40;
        float[][] logits = new float[size][size];
        for (int i = 0; i < size; i++) {
            logits[i][i] = size;
            logits[i][(i + 1) % size] = i; // margin i − 40
        }
        List<HardNegative> hardest = BatchReading.of(distinct(logits)).hardest();
        assertEquals(
                List.of(39, 38, 37, 36, 35, 34, 33, 32),
                hardest.stream().map(HardNegative::image).toList());
        assertEquals(-1, hardest.getFirst().margin());
    }

    @Test
    void aDivergedBatchIsReadWithoutHarm() {
        float[][] logits = new float[2][2];
        logits[0] = new float[] {Float.NaN, Float.NaN};
        BatchReading reading = BatchReading.of(distinct(logits));
        assertEquals(-1, reading.matched()[0]);
        assertFalse(reading.right()[0]);
        assertTrue(Double.isNaN(reading.losses()[0]));
        assertEquals(List.of(new HardNegative(1, 0, 0)), reading.hardest());
    }

    @Test
    void anEmptyBatchIsNoError() {
        BatchReading reading = BatchReading.of(distinct(new float[0][]));
        assertEquals(0, reading.captions());
        assertTrue(reading.hardest().isEmpty());
    }

    @Test
    void refusesWhatIsNotSquare() {
        assertThrows(IllegalArgumentException.class, () -> distinct(new float[2][3]));
    }

    private static BatchView distinct(float[][] logits) {
        int[] ids = IntStream.range(0, logits.length).toArray();
        List<String> captions = IntStream.of(ids).mapToObj(i -> "caption " + i).toList();
        return new BatchView(1, captions, ids, ids, logits);
    }
}
