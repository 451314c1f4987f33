// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.animation.AnimationTimer;

/**
 * The one timer behind all charts. It is started once and never restarted. At most one chart is painted a frame, none more
 * often than its own breath, and painting takes at most a tenth of the thread: after a painting of n ms comes a rest of 9n ms.
 * FX thread only.
 */
public final class Repainter {
    private static final int REST = 9;
    /** A painting may take long for once, when classes and fonts are loaded; the other charts do not wait for that. */
    private static final long LONGEST_REST = 200_000_000;

    private final List<ChartPane> panes = new ArrayList<>();
    private final AnimationTimer timer = new AnimationTimer() {
        @Override
        public void handle(long now) {
            tick(System.nanoTime());
        }
    };
    private long restUntil = Long.MIN_VALUE;

    /** Begins; once. */
    public void start() {
        timer.start();
    }

    /** Ends for good. */
    public void stop() {
        timer.stop();
    }

    void serve(ChartPane pane) {
        panes.add(pane);
    }

    /** Forgets a chart that will not be seen again. */
    public void release(ChartPane pane) {
        panes.remove(pane);
    }

    /** @param now by {@link System#nanoTime} */
    private void tick(long now) {
        if (now < restUntil) {
            return;
        }
        panes.stream()
                .filter(pane -> now - pane.paintedAt() >= pane.breath() && pane.stale() && pane.onScreen())
                .min(Comparator.comparingLong(ChartPane::paintedAt))
                .ifPresent(pane -> {
                    pane.paint();
                    long end = System.nanoTime();
                    restUntil = end + Math.min(LONGEST_REST, REST * (end - now));
                });
    }
}
