// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

/** From {@code low} to {@code high}, both included. Immutable. */
public record Interval(double low, double high) {
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
