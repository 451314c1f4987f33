// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

/** A time to come, as roughly as it is known. */
public final class SweepTime {
    private SweepTime() {}

    /** Such as {@code 40 s}, {@code 6 min} or {@code 2 h 10 min}. */
    public static String about(double seconds) {
        if (seconds < 90) {
            return Math.max(1, Math.round(seconds)) + " s";
        }
        long minutes = Math.round(seconds / 60);
        if (minutes < 90) {
            return minutes + " min";
        }
        long tens = Math.round(seconds / 600) * 10;
        return tens / 60 + " h" + (tens % 60 == 0 ? "" : " " + tens % 60 + " min");
    }
}
