// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import java.lang.management.ManagementFactory;
import java.util.function.LongConsumer;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;

/** Waits for the first frame of a scene to be on the screen. FX thread only. */
public final class FirstFrame extends AnimationTimer {
    private final LongConsumer listener;
    private int pulses;

    private FirstFrame(LongConsumer listener) {
        this.listener = listener;
    }

    /** @param listener is given the milliseconds since the virtual machine started */
    public static void of(Scene scene, LongConsumer listener) {
        FirstFrame timer = new FirstFrame(listener);
        scene.addPostLayoutPulseListener(new Runnable() {
            @Override
            public void run() {
                scene.removePostLayoutPulseListener(this);
                timer.start();
            }
        });
    }

    /** A pulse renders at its end and waits for the rendering of the one before: the second tick after the layout is late enough. */
    @Override
    public void handle(long now) {
        if (++pulses == 2) {
            stop();
            // Read only now: the bean takes its time to load.
            long since = System.currentTimeMillis();
            listener.accept(since - ManagementFactory.getRuntimeMXBean().getStartTime());
        }
    }
}
