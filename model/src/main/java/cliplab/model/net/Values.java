// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

/**
 * An array of numbers outside the engine.
 *
 * @param shape sides, outermost first
 * @param values row by row; not copied
 */
public record Values(long[] shape, float[] values) {
    public Values {
        long size = 1;
        for (long side : shape) {
            size = Math.multiplyExact(size, side);
        }
        if (size != values.length) {
            throw new IllegalArgumentException(values.length + " values do not fill the shape");
        }
    }
}
