// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the pictures in the resources were made stands in the README.txt beside them. */
class ImagePreprocessorTest {
    private static final float[] HALF = {0.5f, 0.5f, 0.5f};
    private static final float[] QUARTER = {0.25f, 0.25f, 0.25f};
    private final ImagePreprocessor preprocessor = new ImagePreprocessor(32, HALF, QUARTER);

    private static RgbImage picture(String name) throws IOException {
        try (InputStream stream = Objects.requireNonNull(ImagePreprocessorTest.class.getResourceAsStream(name), name)) {
            BufferedImage image = ImageIO.read(stream);
            byte[] pixels = new byte[image.getWidth() * image.getHeight() * 3];
            for (int y = 0, at = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int rgb = image.getRGB(x, y);
                    pixels[at++] = (byte) (rgb >> 16);
                    pixels[at++] = (byte) (rgb >> 8);
                    pixels[at++] = (byte) rgb;
                }
            }
            return new RgbImage(image.getWidth(), image.getHeight(), pixels);
        }
    }

    private static RgbImage turnedLeft(RgbImage image) {
        int width = image.height();
        int height = image.width();
        byte[] pixels = new byte[image.pixels().length];
        for (int y = 0, at = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < 3; channel++) {
                    pixels[at++] = (byte) image.sample(height - 1 - y, x, channel);
                }
            }
        }
        return new RgbImage(width, height, pixels);
    }

    private static void assertSame(RgbImage expected, RgbImage actual) {
        assertEquals(expected.width(), actual.width());
        assertEquals(expected.height(), actual.height());
        assertArrayEquals(expected.pixels(), actual.pixels());
    }

    @ParameterizedTest
    @ValueSource(strings = {"landscape", "small"})
    void resizingIsPillowsToTheLastBit(String name) throws IOException {
        assertSame(picture(name + "-resize-17x60.png"), BicubicResize.resize(picture(name + ".png"), 17, 60));
    }

    @ParameterizedTest
    @ValueSource(strings = {"landscape", "small"})
    void fittingIsPillowsToTheLastBit(String name) throws IOException {
        assertSame(picture(name + "-fit-32.png"), preprocessor.fit(picture(name + ".png")));
        assertSame(picture(name + "-upright-fit-32.png"), preprocessor.fit(turnedLeft(picture(name + ".png"))));
    }

    @Test
    void aPictureOfTheRightSizeIsLeftAsItIs() throws IOException {
        RgbImage fitting = picture("landscape-fit-32.png");
        assertSame(fitting, preprocessor.fit(fitting));
    }

    @Test
    void onePixelAndLongStripsCanBeFitted() {
        assertEquals(32, preprocessor.fit(new RgbImage(1, 1, new byte[3])).width());
        RgbImage strip = preprocessor.fit(new RgbImage(2000, 3, new byte[18_000]));
        assertEquals(32, strip.width());
        assertEquals(32, strip.height());
    }

    @Test
    void flatPicturesStayFlat() {
        byte[] pixels = new byte[50 * 40 * 3];
        java.util.Arrays.fill(pixels, (byte) 200);
        for (byte sample : preprocessor.fit(new RgbImage(50, 40, pixels)).pixels()) {
            assertEquals((byte) 200, sample);
        }
    }

    @Test
    void samplesAreCentredAndScaledChannelByChannel() {
        ImagePreprocessor uneven = new ImagePreprocessor(32, new float[] {0, 0.5f, 1}, new float[] {1, 0.5f, 0.25f});
        assertArrayEquals(
                new float[] {0, 1, -4, 1, -1, 0},
                uneven.normalise(new byte[] {0, (byte) 255, 0, (byte) 255, 0, (byte) 255}),
                1e-6f);
    }

    @Test
    void equalityIsByValueAndNothingCanBeChangedFromOutside() {
        ImagePreprocessor same = new ImagePreprocessor(32, HALF.clone(), QUARTER.clone());
        assertEquals(preprocessor, same);
        assertEquals(preprocessor.hashCode(), same.hashCode());
        same.mean()[0] = 9;
        assertEquals(preprocessor, same);
        assertNotEquals(preprocessor, new ImagePreprocessor(33, HALF, QUARTER));
        assertNotEquals(preprocessor, new ImagePreprocessor(32, QUARTER, QUARTER));
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ImagePreprocessor(0, HALF, QUARTER));
        assertThrows(IllegalArgumentException.class, () -> new ImagePreprocessor(32, new float[2], QUARTER));
        assertThrows(IllegalArgumentException.class, () -> new ImagePreprocessor(32, HALF, new float[3]));
        assertThrows(
                IllegalArgumentException.class, () -> new ImagePreprocessor(32, HALF, new float[] {1, Float.NaN, 1}));
    }
}
