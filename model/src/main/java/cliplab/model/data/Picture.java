// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

/**
 * A picture from outside, upright: as a person sees it and as the network receives it.
 *
 * @param name what the person knows it by, such as the file's name
 * @param width in pixels, upright
 * @param height in pixels, upright
 * @param preview the whole picture, at most {@link #PREVIEW} pixels wide and high
 * @param pixels the very pixels the network receives, before centring and scaling
 */
public record Picture(String name, int width, int height, RgbImage preview, RgbImage pixels) {
    /** Enough for a pane, little enough to keep hundreds. */
    public static final int PREVIEW = 224;

    /**
     * Fits a picture for a network.
     *
     * @throws IllegalArgumentException where it is over 1,000 times as long as wide
     */
    public static Picture of(String name, RgbImage upright, ImagePreprocessor preprocessor) {
        return new Picture(name, upright.width(), upright.height(), preview(upright), preprocessor.fit(upright));
    }

    private static RgbImage preview(RgbImage upright) {
        int longer = Math.max(upright.width(), upright.height());
        if (longer <= PREVIEW) {
            return upright;
        }
        return BicubicResize.resize(
                upright,
                Math.max(1, Math.round((float) upright.width() * PREVIEW / longer)),
                Math.max(1, Math.round((float) upright.height() * PREVIEW / longer)));
    }
}
