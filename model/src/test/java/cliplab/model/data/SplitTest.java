// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    private static final int[] CLASS_OF =
            IntStream.range(0, 100).map(i -> i % 10 == 9 ? 2 : i % 2).toArray();

    private static Split split(double share, long seed) {
        return Split.stratified(CLASS_OF, 3, share, RandomStream.of(seed, "split"));
    }

    @Test
    void theSameShareOfEveryClassIsHeldOutAndNothingIsLost() {
        Split split = split(0.3, 1);
        for (int c = 0; c < 3; c++) {
            int wanted = c;
            long all = IntStream.of(CLASS_OF).filter(k -> k == wanted).count();
            long held = IntStream.of(split.heldOut())
                    .filter(i -> CLASS_OF[i] == wanted)
                    .count();
            assertEquals(Math.round(0.3 * all), held);
        }
        int[] both = IntStream.concat(IntStream.of(split.training()), IntStream.of(split.heldOut()))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, 100).toArray(), both);
    }

    @Test
    void bothPartsAreInAscendingOrder() {
        Split split = split(0.3, 1);
        assertArrayEquals(IntStream.of(split.training()).sorted().toArray(), split.training());
        assertArrayEquals(IntStream.of(split.heldOut()).sorted().toArray(), split.heldOut());
    }

    @Test
    void theSeedDecides() {
        assertArrayEquals(split(0.3, 1).heldOut(), split(0.3, 1).heldOut());
        assertFalse(Arrays.equals(split(0.3, 1).heldOut(), split(0.3, 2).heldOut()));
    }

    @Test
    void nothingAndEverythingCanBeHeldOut() {
        assertEquals(0, split(0, 1).heldOut().length);
        assertEquals(0, split(1, 1).training().length);
    }
}
