// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.bench;

/**
 * What was measured. Times in milliseconds, memory in MiB, NaN or −1 where the system does not say.
 *
 * @param firstFrame from the start of the virtual machine
 * @param epochs that were measured, the first two left out
 * @param pairsPerSecond trained on, evaluations included
 * @param millisPerStep likewise
 * @param pulses of JavaFX while measuring
 * @param pulseGapMedian between two of them
 * @param pulseGapP95 likewise
 * @param pulseGapMax likewise
 * @param pauseSteps told after a pause was asked for
 * @param pauseMillis until the window knew of it
 * @param stopSteps told after a stop was asked for
 * @param stopMillis until the window knew of it, checkpoint included
 * @param settledMap time of a settled map while training rests, median of three
 * @param repaint of the loss pane with 200,000 points, median
 * @param resident at the end
 * @param peak of the whole process
 */
public record WindowMeasures(
        long firstFrame,
        int epochs,
        double pairsPerSecond,
        double millisPerStep,
        int pulses,
        double pulseGapMedian,
        double pulseGapP95,
        double pulseGapMax,
        long pauseSteps,
        double pauseMillis,
        long stopSteps,
        double stopMillis,
        double settledMap,
        double repaint,
        long resident,
        long peak) {}
