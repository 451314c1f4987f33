// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.bench;

import java.util.Arrays;
import javafx.animation.AnimationTimer;

/** The gaps between JavaFX's pulses while it runs. FX thread only. */
final class PulseLog extends AnimationTimer {
    private double[] gaps = new double[4096];
    private int count;
    private long last;

    @Override
    public void handle(long now) {
        long time = System.nanoTime(); // what the pulse's own time stamp says may be smoothed
        if (last != 0) {
            if (count == gaps.length) {
                gaps = Arrays.copyOf(gaps, 2 * count);
            }
            gaps[count++] = (time - last) / 1e6;
        }
        last = time;
    }

    int count() {
        return count;
    }

    /** @param share 0 … 1; in milliseconds, NaN without gaps */
    double quantile(double share) {
        return Acts.quantile(Arrays.copyOf(gaps, count), share);
    }
}
