// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.Arrays;

/**
 * The way from a picture to what an image encoder receives: the shorter side is brought to {@code size} by PIL's
 * antialiased bicubic, the centre is cut out, and each channel is centred and scaled, as in CLIP (Radford et al. 2021)
 * and torchvision's Resize and CenterCrop.
 *
 * @param size height and width of the result, in pixels
 * @param mean per channel, in 0 … 1, subtracted
 * @param deviation per channel, in 0 … 1, divided by
 */
public record ImagePreprocessor(int size, float[] mean, float[] deviation) {
    private static final int LONGEST = 1_000;

    public ImagePreprocessor {
        if (size < 1 || mean.length != RgbImage.CHANNELS || deviation.length != RgbImage.CHANNELS) {
            throw new IllegalArgumentException("a preprocessor needs a size and three means and deviations");
        }
        for (float d : deviation) {
            if (!(d > 0)) {
                throw new IllegalArgumentException("a deviation must be above 0, not " + d);
            }
        }
        mean = mean.clone();
        deviation = deviation.clone();
    }

    @Override
    public float[] mean() {
        return mean.clone();
    }

    @Override
    public float[] deviation() {
        return deviation.clone();
    }

    /**
     * The very pixels the network receives, before centring and scaling: size × size.
     *
     * @throws IllegalArgumentException where the picture is over 1,000 times as long as wide
     */
    public RgbImage fit(RgbImage image) {
        int width = image.width();
        int height = image.height();
        int shorter = Math.min(width, height);
        if (isStrip(width, height)) {
            throw new IllegalArgumentException("the picture is over 1,000 times as long as wide");
        }
        int scaledWidth = Math.toIntExact((long) size * width / shorter);
        int scaledHeight = Math.toIntExact((long) size * height / shorter);
        RgbImage scaled = BicubicResize.resize(image, scaledWidth, scaledHeight);
        return crop(scaled, (int) Math.rint((scaledWidth - size) / 2.0), (int) Math.rint((scaledHeight - size) / 2.0));
    }

    /** Whether a picture is too long to be brought to a small shorter side. */
    static boolean isStrip(int width, int height) {
        return Math.max(width, height) / Math.min(width, height) > LONGEST;
    }

    private RgbImage crop(RgbImage image, int left, int top) {
        byte[] pixels = new byte[size * size * RgbImage.CHANNELS];
        int row = size * RgbImage.CHANNELS;
        for (int y = 0; y < size; y++) {
            int from = ((top + y) * image.width() + left) * RgbImage.CHANNELS;
            System.arraycopy(image.pixels(), from, pixels, y * row, row);
        }
        return new RgbImage(size, size, pixels);
    }

    /** Centres and scales bytes of RGB to floats in the same order. */
    public float[] normalise(byte[] rgb) {
        float[][] table = new float[RgbImage.CHANNELS][256];
        for (int channel = 0; channel < RgbImage.CHANNELS; channel++) {
            for (int sample = 0; sample < 256; sample++) {
                table[channel][sample] = (sample / 255f - mean[channel]) / deviation[channel];
            }
        }
        float[] result = new float[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            result[i] = table[i % RgbImage.CHANNELS][rgb[i] & 0xFF];
        }
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ImagePreprocessor that
                && size == that.size
                && Arrays.equals(mean, that.mean)
                && Arrays.equals(deviation, that.deviation);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * size + Arrays.hashCode(mean)) + Arrays.hashCode(deviation);
    }

    @Override
    public String toString() {
        return "shorter side to " + size + " by antialiased bicubic, centre crop, mean " + Arrays.toString(mean)
                + ", deviation " + Arrays.toString(deviation);
    }
}
