// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void aMinusIsAsLongAsAPlusAndNoZeroIsBelowZero() {
        assertEquals("−0.125", Numbers.three(-0.125));
        assertEquals("0.00", Numbers.two(-0.004));
        assertEquals("−0.01", Numbers.two(-0.006));
        assertEquals("+1.50", Numbers.signed(1.5));
        assertEquals("−3.4", Numbers.points(-0.034));
        assertEquals("0.0", Numbers.points(0.0004));
        assertEquals("+0.0500", Numbers.end(0.05));
        assertEquals("+0.500", Numbers.end(0.5));
        assertEquals("12,345", Numbers.count(12345));
    }

    @Test
    void whatIsNotANumberIsADash() {
        assertEquals("–", Numbers.two(Double.NaN));
        assertEquals("–", Numbers.percent(Double.NaN));
    }

    @Test
    void aPercentStaysInOnePiece() {
        assertEquals("12.5\u00a0%", Numbers.percent(0.125));
    }

    @Test
    void onlyCertaintyIsWrittenAsCertain() {
        assertEquals("1.000", Numbers.probability(1));
        assertEquals(">\u00a00.999", Numbers.probability(0.9999));
        assertEquals("0.999", Numbers.probability(0.9994));
        assertEquals("<\u00a00.001", Numbers.probability(0.0001));
        assertEquals("0.000", Numbers.probability(0));
    }

    @Test
    void temperaturesHaveTheirSignificantDigits() {
        assertEquals("0.07", Numbers.temperature(0.07));
        assertEquals("0.0123", Numbers.temperature(0.012345));
        assertEquals("14.29", Numbers.scale(1 / 0.07));
        assertEquals("100", Numbers.scale(100));
    }

    @Test
    void alikeIsWhatReadsAlike() {
        assertTrue(Numbers.alike(0.1234561, 0.1234564));
        assertFalse(Numbers.alike(0.123456, 0.123458));
    }
}
