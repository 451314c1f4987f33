// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The pinned numbers come from a second implementation, written in Python from the paper's figure. */
class RandomStreamTest {
    @Test
    void theFirstNumbersOfAStreamNeverChange() {
        RandomStream image = RandomStream.of(0, "image", 0);
        assertEquals(-5183175175153871799L, image.nextLong());
        assertEquals(-130562909034698755L, image.nextLong());
        assertEquals(-3611724307014169443L, image.nextLong());
        RandomStream noise = RandomStream.of(42, "caption noise");
        assertEquals(-5899113807676762421L, noise.nextLong());
        assertEquals(-1394747020112822722L, noise.nextLong());
        RandomStream odd = RandomStream.of(-1, "é", -5, 7);
        assertEquals(5951882635319882276L, odd.nextLong());
        assertEquals(-2295305910719045980L, odd.nextLong());
    }

    @Test
    void derivedDrawsNeverChange() {
        RandomStream doubles = RandomStream.of(0, "order", 1);
        assertEquals(0.9027792518132328, doubles.nextDouble());
        assertEquals(0.09654021847260408, doubles.nextDouble());
        RandomStream ints = RandomStream.of(0, "order", 1);
        assertArrayEquals(
                new int[] {90, 9, 76, 89, 25},
                IntStream.range(0, 5).map(i -> ints.nextInt(100)).toArray());
        assertArrayEquals(
                new int[] {7, 4, 5, 3, 0, 6, 2, 1},
                RandomStream.of(0, "order", 1).permutation(8));
    }

    @Test
    void seedNameAndEachKeyTellStreamsApart() {
        long first = RandomStream.of(0, "order", 1).nextLong();
        assertNotEquals(first, RandomStream.of(1, "order", 1).nextLong());
        assertNotEquals(first, RandomStream.of(0, "ordes", 1).nextLong());
        assertNotEquals(first, RandomStream.of(0, "order", 2).nextLong());
        assertNotEquals(first, RandomStream.of(0, "order").nextLong());
        assertNotEquals(first, RandomStream.of(0, "order", 1, 0).nextLong());
        assertNotEquals(
                RandomStream.of(0, "order", 1, 2).nextLong(),
                RandomStream.of(0, "order", 2, 1).nextLong());
    }

    @Test
    void drawingFromOneStreamLeavesAnotherAsItIs() {
        RandomStream alone = RandomStream.of(3, "b");
        long[] expected = {alone.nextLong(), alone.nextLong(), alone.nextLong()};

        RandomStream other = RandomStream.of(3, "a");
        RandomStream between = RandomStream.of(3, "b");
        long[] actual = new long[3];
        for (int i = 0; i < 3; i++) {
            other.nextGaussian();
            actual[i] = between.nextLong();
            other.permutation(10);
        }
        assertArrayEquals(expected, actual);
    }

    @Test
    void streamsOfNeighbouringKeysAreNotCorrelated() {
        double sum = 0;
        for (int key = 0; key < 4000; key++) {
            double a = RandomStream.of(0, "image", key).nextDouble() - 0.5;
            double b = RandomStream.of(0, "image", key + 1).nextDouble() - 0.5;
            sum += 12 * a * b;
        }
        assertEquals(0, sum / 4000, 0.08); // five standard errors
    }

    @Test
    void aPermutationHoldsEveryNumberOnce() {
        for (int size : new int[] {0, 1, 2, 17, 1000}) {
            int[] order = RandomStream.of(5, "permutation", size).permutation(size);
            Arrays.sort(order);
            assertArrayEquals(IntStream.range(0, size).toArray(), order);
        }
    }

    @Test
    void everyPermutationIsAboutEquallyLikely() {
        int[] counts = new int[27];
        RandomStream random = RandomStream.of(1, "fair");
        for (int i = 0; i < 6000; i++) {
            int[] order = random.permutation(3);
            counts[9 * order[0] + 3 * order[1] + order[2]]++;
        }
        int[] seen = Arrays.stream(counts).filter(count -> count > 0).toArray();
        assertEquals(6, seen.length);
        for (int count : seen) {
            assertEquals(1000, count, 150); // five standard deviations
        }
    }

    @Test
    void uniformAndNormalDrawsHaveTheirMoments() {
        RandomStream random = RandomStream.of(9, "moments");
        int n = 20_000;
        double uniform = 0;
        double normal = 0;
        double square = 0;
        for (int i = 0; i < n; i++) {
            double u = random.uniform(2, 4);
            assertTrue(u >= 2 && u < 4);
            uniform += u / n;
            double g = random.nextGaussian();
            normal += g / n;
            square += g * g / n;
        }
        assertEquals(3, uniform, 0.025);
        assertEquals(0, normal, 0.036);
        assertEquals(1, square, 0.05);
    }

    @Test
    void aBoundBelowOneIsRefused() {
        RandomStream random = RandomStream.of(0, "x");
        assertThrows(IllegalArgumentException.class, () -> random.nextInt(0));
    }
}
