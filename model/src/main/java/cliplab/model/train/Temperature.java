// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.net.LogitScale;

/** What becomes of the temperature τ during training. */
public sealed interface Temperature {
    /** The smallest and largest τ a person may ask for. */
    double MIN = 0.001;

    double MAX = 100;

    /** The smallest τ that is learned, where the logit scale is at its largest: 0.01. */
    double LEARNED_MIN = 1 / LogitScale.MAX;

    /** Learned from {@code start} on, never below {@link #LEARNED_MIN}. When switched to while running, it goes on from where it is. */
    record Learned(double start) implements Temperature {
        public Learned {
            check(start);
            if (start < LEARNED_MIN) {
                throw new IllegalArgumentException("a learned temperature starts at " + LEARNED_MIN + " or above, not "
                        + start + "; hold it to go lower");
            }
        }
    }

    /** Held at {@code value} at every step. */
    record Held(double value) implements Temperature {
        public Held {
            check(value);
        }

        @Override
        public double start() {
            return value;
        }
    }

    private static void check(double temperature) {
        if (!(temperature >= MIN && temperature <= MAX)) {
            throw new IllegalArgumentException("the temperature must be from 0.001 to 100, not " + temperature);
        }
    }

    /** τ at the first step. */
    double start();

    /** The least the logarithm of the scale may be. */
    default double lowestLogitScale() {
        return switch (this) {
            case Learned learned -> Double.NEGATIVE_INFINITY;
            case Held held -> LogitScale.ofTemperature(held.value());
        };
    }

    /** The most the logarithm of the scale may be. */
    default double highestLogitScale() {
        return switch (this) {
            case Learned learned -> Math.log(LogitScale.MAX);
            case Held held -> LogitScale.ofTemperature(held.value());
        };
    }
}
