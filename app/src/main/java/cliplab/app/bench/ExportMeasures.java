// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.bench;

import java.util.Map;

/**
 * What was measured of figures, reports and runs that are opened. Times in milliseconds.
 *
 * @param step of training while figures and reports were written, median
 * @param figures by their names, in the order of the panes: from the order to the whole file, in all formats
 * @param reports by the name of their format, likewise
 * @param pulses of JavaFX meanwhile
 * @param pulseGapP95 between two of them
 * @param pulseGapMax likewise
 * @param runs in the library
 * @param library from the click until a frame shows all of its runs while training goes on, each time
 * @param steps of the run that was opened
 * @param longRun from the click until a frame shows its curve, each time
 */
public record ExportMeasures(
        double step,
        Map<String, Times> figures,
        Map<String, Times> reports,
        int pulses,
        double pulseGapP95,
        double pulseGapMax,
        int runs,
        double[] library,
        int steps,
        double[] longRun) {
    /**
     * How long something took, time after time.
     *
     * @param first the longest of the first round, when the program had never done it; not among the others
     */
    public record Times(double first, double median, double p95, double max, int count) {}
}
