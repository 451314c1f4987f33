// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.settings;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the command line says for this one window; null is "as usual".
 *
 * @param threads of the engine, 1 … 1024
 * @param device name of a device, unchecked until the engine starts
 * @param files to be opened, absolute, perhaps of no kind that can be
 * @param alone another window, even where one is open
 */
public record WindowOptions(
        @Nullable Theme theme,
        @Nullable Integer threads,
        @Nullable String device,
        @Nullable Size size,
        Purpose purpose,
        List<Path> files,
        boolean alone) {
    public static final WindowOptions USUAL = opening(List.of());

    public WindowOptions {
        files = List.copyOf(files);
        if (threads != null && (threads < 1 || threads > 1024)) {
            throw new IllegalArgumentException("threads must be from 1 to 1024, not " + threads);
        }
    }

    /** Opens no file, and is no other window's. */
    public WindowOptions(
            @Nullable Theme theme,
            @Nullable Integer threads,
            @Nullable String device,
            @Nullable Size size,
            Purpose purpose) {
        this(theme, threads, device, size, purpose, List.of(), false);
    }

    /** All as usual, with files. */
    public static WindowOptions opening(List<Path> files) {
        return new WindowOptions(null, null, null, null, new Purpose.Work(), files, false);
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
