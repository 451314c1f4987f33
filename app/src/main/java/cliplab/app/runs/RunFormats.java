// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs;

/** Times and sizes of runs as commands and tables print them. */
public final class RunFormats {
    private static final double KIB = 1 << 10;
    private static final double MIB = 1 << 20;

    private RunFormats() {}

    /** Minutes and seconds, from an hour on with the hours. */
    public static String time(double seconds) {
        long whole = Math.round(seconds);
        return whole < 3600
                ? "%d:%02d".formatted(whole / 60, whole % 60)
                : "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
    }

    public static String size(long bytes) {
        return bytes < MIB ? "%.0f KiB".formatted(bytes / KIB) : "%.1f MiB".formatted(bytes / MIB);
    }
}
