// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.nio.charset.StandardCharsets;

/**
 * A named stream of random numbers that is the same on every platform and in every release: SplitMix64 (Steele, Lea and
 * Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, figure 17), started from a seed, a name and any
 * number of keys. Two streams that differ in any of these are independent for our purposes, so the order in which parts
 * of the program draw does not matter.
 *
 * <p>Not thread-safe; make one per use.
 */
public final class RandomStream {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;

    private long state;

    private RandomStream(long state) {
        this.state = state;
    }

    /** The stream of {@code name} under {@code seed}, told apart further by {@code keys} (an epoch, an image's number). */
    public static RandomStream of(long seed, String name, long... keys) {
        long hash = mix(seed + GOLDEN_GAMMA);
        for (byte letter : name.getBytes(StandardCharsets.UTF_8)) {
            hash = mix(hash * 31 + letter);
        }
        for (long key : keys) {
            hash = mix(hash ^ mix(key + GOLDEN_GAMMA));
        }
        return new RandomStream(hash);
    }

    /** 64 random bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1), 53 bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** Uniform in [{@code low}, {@code high}). */
    public double uniform(double low, double high) {
        return low + (high - low) * nextDouble();
    }

    /** Uniform among 0 … {@code bound}−1. */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be at least 1, not " + bound);
        }
        return (int) Math.unsignedMultiplyHigh(nextLong(), bound);
    }

    /** Standard normal, by the polar method with {@link StrictMath}; the second value of each pair is not used. */
    public double nextGaussian() {
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double square = u * u + v * v;
            if (square > 0 && square < 1) {
                return u * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }

    /** A uniformly random order of 0 … {@code size}−1 (Fisher–Yates). */
    public int[] permutation(int size) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
