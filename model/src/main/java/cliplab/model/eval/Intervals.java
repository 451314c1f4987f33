// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import java.util.function.DoublePredicate;

/** Intervals of 95 % for counts and shares. Thread-safe: it keeps nothing. */
final class Intervals {
    /** What may lie beyond each end. */
    private static final double TAIL = 0.025;
    /** The standard normal's quantile at 1 − {@link #TAIL}. */
    private static final double Z = 1.959963984540054;

    private static final int HALVINGS = 60;

    private Intervals() {}

    /**
     * The share behind a count, exactly: every share under which neither the count or fewer, nor the count or more, is rarer
     * than 2.5 % (Clopper and Pearson 1934).
     */
    static Interval share(int count, int trials) {
        double low = count == 0 ? 0 : crossing(p -> atLeast(count, trials, p) < TAIL);
        double high = count == trials ? 1 : crossing(p -> 1 - atLeast(count + 1, trials, p) > TAIL);
        return new Interval(low, high);
    }

    /** Where {@code below}, true of small shares and false of large ones, changes. */
    private static double crossing(DoublePredicate below) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (below.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** P(X ≥ count) of a binomial X, for a share strictly between 0 and 1. */
    private static double atLeast(int count, int trials, double share) {
        double odds = Math.log(share) - Math.log1p(-share);
        double log = trials * Math.log1p(-share); // ln P(X = 0)
        double sum = 0;
        for (int i = 0; i <= trials; i++) {
            if (i >= count) {
                sum += Math.exp(log);
            }
            log += odds + Math.log((double) (trials - i) / (i + 1));
        }
        return Math.min(1, sum);
    }

    /**
     * How many of {@code fresh} new scores lie above the ({@code above} + 1)-th largest of {@code known} scores, where nothing
     * is known but that all of them are exchangeable and differ (Wilks 1941 on tolerance limits). Of all the orders of known and
     * fresh scores, which are equally likely, those with j fresh ones above it are C(above + j, j) ways to arrange what lies
     * above times C(known − above − 1 + fresh − j, fresh − j) ways for what lies below: the negative hypergeometric, or
     * beta-binomial, distribution, of mean fresh·(above + 1)/(known + 1).
     *
     * @param above 0 … known; with all of them above there is no such score, and every fresh one counts
     */
    static Interval nextCount(int above, int known, int fresh) {
        if (above == known) {
            return new Interval(fresh, fresh);
        }
        int under = known - above - 1;
        double log = 0; // ln P(0 fresh ones above)
        for (int i = 1; i <= fresh; i++) {
            log += Math.log((double) (under + i) / (known + i));
        }
        int low = -1;
        double sum = 0;
        for (int j = 0; j < fresh; j++) {
            sum += Math.exp(log);
            if (low < 0 && sum > TAIL) {
                low = j;
            }
            if (sum >= 1 - TAIL) {
                return new Interval(low, j);
            }
            log += Math.log((above + 1.0 + j) / (j + 1) * (fresh - j) / (under + fresh - j));
        }
        return new Interval(low < 0 ? fresh : low, fresh);
    }

    /**
     * The difference of two shares of the same n cases, B's less A's: Newcombe 1998 ("Improved confidence intervals for the
     * difference between binomial proportions based on paired data"), method 10, which joins the two shares' Wilson intervals
     * by their correlation φ, corrected for continuity.
     *
     * @param both cases that count for A and for B
     * @param onlyA cases that count for A alone
     */
    static Interval pairedDifference(int both, int onlyA, int onlyB, int neither) {
        int n = both + onlyA + onlyB + neither;
        int inA = both + onlyA;
        int inB = both + onlyB;
        Interval a = wilson(inA, n);
        Interval b = wilson(inB, n);
        double shareA = (double) inA / n;
        double shareB = (double) inB / n;
        double phi = phi(both, onlyA, onlyB, neither);
        return new Interval(
                shareB - shareA - joint(shareB - b.low(), a.high() - shareA, phi),
                shareB - shareA + joint(b.high() - shareB, shareA - a.low(), phi));
    }

    private static double joint(double first, double second, double phi) {
        return Math.sqrt(Math.max(0, first * first - 2 * phi * first * second + second * second));
    }

    private static double phi(double both, double onlyA, double onlyB, double neither) {
        double margins = (both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither);
        double excess = both * neither - onlyA * onlyB;
        double corrected = excess > 0 ? Math.max(0, excess - (both + onlyA + onlyB + neither) / 2) : excess;
        return margins == 0 ? 0 : corrected / Math.sqrt(margins);
    }

    /** The share behind a count by Wilson's score (1927). */
    private static Interval wilson(int count, int n) {
        double share = (double) count / n;
        double middle = share + Z * Z / (2 * n);
        double half = Z * Math.sqrt(share * (1 - share) / n + Z * Z / (4.0 * n * n));
        double whole = 1 + Z * Z / n;
        return new Interval((middle - half) / whole, (middle + half) / whole);
    }
}
