// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

/**
 * What a drawing sees of a series.
 *
 * @param low left end, in units of the axis
 * @param high right end
 * @param pixels between the two
 * @param positive whether only numbers above zero can be shown, as on a logarithmic axis
 */
record Window(XAxisKind axis, double low, double high, int pixels, boolean positive) {
    boolean shows(double value) {
        return Double.isFinite(value) && (value > 0 || !positive);
    }
}
