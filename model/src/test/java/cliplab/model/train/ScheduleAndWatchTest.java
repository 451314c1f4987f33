// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleAndWatchTest {
    @Test
    void theLearningRateFallsAlongHalfACosine() {
        CosineSchedule schedule = new CosineSchedule(1000);
        assertEquals(0.4, schedule.at(0.4, 0));
        assertEquals(0.4 * (0.5 + Math.sqrt(2) / 4), schedule.at(0.4, 250), 1e-15);
        assertEquals(0.2, schedule.at(0.4, 500), 1e-15);
        assertEquals(0, schedule.at(0.4, 1000), 1e-15);
        for (int pairs = 1; pairs <= 1000; pairs++) {
            assertTrue(schedule.at(0.4, pairs) < schedule.at(0.4, pairs - 1));
        }
    }

    /** In which epochs, from 0, the watch speaks. */
    private static List<Integer> spoken(double floor, double... losses) {
        StagnationWatch watch = new StagnationWatch();
        List<Integer> spoken = new ArrayList<>();
        for (int epoch = 0; epoch < losses.length; epoch++) {
            EpochMetrics metrics = new EpochMetrics(epoch, 0, 0, losses[epoch], 0, 0, floor, 0, 0, 0, 0, 0.07, 0, 0, 0);
            if (watch.isStuck(metrics)) {
                spoken.add(epoch);
            }
        }
        return spoken;
    }

    @Test
    void fourEpochsWithoutProgressFarFromTheFloorAreWorthAWordOnce() {
        assertEquals(List.of(4), spoken(1, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3));
        assertEquals(List.of(4), spoken(1, 3, 3.1, 2.999, 3.2, 3, 3.4));
    }

    @Test
    void progressStartsTheCountAnew() {
        assertEquals(List.of(), spoken(1, 3, 3, 3, 3, 2.9, 2.9, 2.9, 2.9));
        assertEquals(List.of(4, 9), spoken(1, 3, 3, 3, 3, 3, 2.5, 2.5, 2.5, 2.5, 2.5));
    }

    @Test
    void nearTheFloorThereIsNothingToSay() {
        assertFalse(spoken(1, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2).contains(4));
        assertEquals(List.of(), spoken(1, 3, 2.5, 2, 1.6, 1.24, 1.24, 1.24, 1.24, 1.24));
    }

    @Test
    void aSlowButSteadyFallIsProgressOnlyWhereItIsOnePercentOfTheWay() {
        assertEquals(List.of(), spoken(1, 3, 2.9, 2.8, 2.7, 2.6, 2.5));
        assertEquals(List.of(4), spoken(1, 3, 2.999, 2.998, 2.997, 2.996, 2.995));
    }
}
