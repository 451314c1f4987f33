// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.settings;

import org.jspecify.annotations.Nullable;

/**
 * What the command line says for this one window; null is "as usual".
 *
 * @param threads of the engine, 1 … 1024
 * @param device name of a device, unchecked until the engine starts
 */
public record WindowOptions(
        @Nullable Theme theme,
        @Nullable Integer threads,
        @Nullable String device,
        @Nullable Size size,
        Purpose purpose) {
    public static final WindowOptions USUAL = new WindowOptions(null, null, null, null, new Purpose.Work());

    public WindowOptions {
        if (threads != null && (threads < 1 || threads > 1024)) {
            throw new IllegalArgumentException("threads must be from 1 to 1024, not " + threads);
        }
    }

    /** In logical pixels, 640×480 … 16384×16384. */
    public record Size(int width, int height) {
        public Size {
            if (width < 640 || width > 16384 || height < 480 || height > 16384) {
                throw new IllegalArgumentException(
                        "a window must measure from 640x480 to 16384x16384, not " + width + "x" + height);
            }
        }
    }
}
