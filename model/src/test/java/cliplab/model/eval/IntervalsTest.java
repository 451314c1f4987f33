// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalsTest {
    private static void assertInterval(double low, double high, Interval interval, double tolerance) {
        assertEquals(low, interval.low(), tolerance, interval.toString());
        assertEquals(high, interval.high(), tolerance, interval.toString());
    }

    @Test
    void aShareIsAsWideAsItsTailsAllow() {
        assertInterval(0.049005, 0.176223, Intervals.share(10, 100), 1e-6);
        // All of n: what α/2 = p^n says.
        assertInterval(Math.pow(0.025, 1 / 20.0), 1, Intervals.share(20, 20), 1e-12);
        assertInterval(0, 1 - Math.pow(0.025, 1 / 20.0), Intervals.share(0, 20), 1e-12);
        assertInterval(0, 1, Intervals.share(0, 0), 0);
    }

    @Test
    void theNextCountOfAHandCountedCase() {
        // 4 known, the threshold the second largest, 2 fresh: 15 orders. Above it: none in C(4,2) = 6 of them,
        // one in 2·3 = 6, two in C(3,2) = 3. Nothing of that is as rare as 2.5 %.
        assertInterval(0, 2, Intervals.nextCount(1, 4, 2), 0);
        // The threshold the largest of 99 known, one fresh: 1 in 100 lies above it, which is too rare.
        assertInterval(0, 0, Intervals.nextCount(0, 99, 1), 0);
        // 1 in 30 is not.
        assertInterval(0, 1, Intervals.nextCount(0, 29, 1), 0);
        assertInterval(7, 7, Intervals.nextCount(5, 5, 7), 0);
        assertInterval(0, 0, Intervals.nextCount(2, 9, 0), 0);
    }

    @Test
    void theNextCountsOfTwoHalvesOf240() {
        // From whole-number binomial coefficients.
        assertInterval(0, 9, Intervals.nextCount(2, 240, 240), 0);
        assertInterval(5, 24, Intervals.nextCount(12, 240, 240), 0);
        assertInterval(13, 39, Intervals.nextCount(24, 240, 240), 0);
        assertInterval(32, 67, Intervals.nextCount(48, 240, 240), 0);
    }

    @ParameterizedTest
    @CsvSource({"0, 30, 50", "3, 30, 50", "12, 240, 240", "29, 30, 10"})
    void theNextCountLiesWithinAtLeastAsOftenAsPromised(int above, int known, int fresh) {
        RandomStream random = RandomStream.of(0, "next count");
        Interval expected = Intervals.nextCount(above, known, fresh);
        int trials = 4000;
        int within = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] scores = new double[known];
            Arrays.setAll(scores, i -> random.nextGaussian());
            Arrays.sort(scores);
            int count = 0;
            for (int i = 0; i < fresh; i++) {
                count += random.nextGaussian() > scores[known - 1 - above] ? 1 : 0;
            }
            within += expected.contains(count) ? 1 : 0;
        }
        assertTrue(within >= 0.94 * trials, within + " of " + trials);
    }

    @Test
    void aPairedDifferenceAsInNewcombesTable() {
        assertInterval(0.0569, 0.3404, Intervals.pairedDifference(36, 2, 12, 0), 5e-5);
        assertInterval(-0.3404, -0.0569, Intervals.pairedDifference(36, 12, 2, 0), 5e-5);
    }

    /** Exactly, over all counts of what A alone and B alone name right; one in five of the rest is wrong with both. */
    @ParameterizedTest
    @CsvSource({
        "60, 0.01, 0.01",
        "60, 0.05, 0.05",
        "60, 0.001, 0.3",
        "120, 0.01, 0.01",
        "120, 0.001, 0.02",
        "120, 0.05, 0.3",
        "240, 0.005, 0.005",
        "240, 0.05, 0.1"
    })
    void aPairedDifferenceHoldsTheTruthAsOftenAsPromised(int n, double onlyA, double onlyB) {
        double[] logFactorial = new double[n + 1];
        for (int i = 1; i <= n; i++) {
            logFactorial[i] = logFactorial[i - 1] + Math.log(i);
        }
        double covered = 0;
        for (int a = 0; a <= n; a++) {
            for (int b = 0; a + b <= n; b++) {
                int rest = n - a - b;
                double log = logFactorial[n]
                        - logFactorial[a]
                        - logFactorial[b]
                        - logFactorial[rest]
                        + a * Math.log(onlyA)
                        + b * Math.log(onlyB)
                        + rest * Math.log(1 - onlyA - onlyB);
                if (log > -30) {
                    Interval interval = Intervals.pairedDifference(rest - rest / 5, a, b, rest / 5);
                    covered += interval.contains(onlyB - onlyA) ? Math.exp(log) : 0;
                }
            }
        }
        assertTrue(covered >= 0.945 && covered <= 1 + 1e-9, "" + covered);
    }
}
