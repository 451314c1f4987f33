// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SmootherTest {
    @Test
    void followsHandNumbers() {
        Smoother smoother = new Smoother(0.5);
        assertEquals(4, smoother.next(4), 1e-12);
        // (0.25·4 + 0.5·1) / 0.75
        assertEquals(2, smoother.next(1), 1e-12);
        // (0.125·4 + 0.25·1 + 0.5·8) / 0.875
        assertEquals(4.75 / 0.875, smoother.next(8), 1e-12);
    }

    @Test
    void withoutSmoothingValuesComeAsTheyAre() {
        Smoother smoother = new Smoother(0);
        assertEquals(3, smoother.next(3));
        assertEquals(-7, smoother.next(-7));
    }

    @Test
    void anUndefinedValueIsAGapAndNoMore() {
        Smoother smoother = new Smoother(0.5);
        smoother.next(4);
        assertEquals(Double.NaN, smoother.next(Double.NaN));
        assertEquals(2, smoother.next(1), 1e-12);
    }

    @Test
    void refusesWhatWouldNeverMove() {
        assertThrows(IllegalArgumentException.class, () -> new Smoother(1));
        assertThrows(IllegalArgumentException.class, () -> new Smoother(Double.NaN));
    }
}
