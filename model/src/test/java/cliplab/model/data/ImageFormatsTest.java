// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Pillow; how the pictures in the resources were made stands in the README.txt beside them. */
class ImageFormatsTest {
    private static final ImagePreprocessor TO_8 =
            new ImagePreprocessor(8, new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.25f, 0.25f, 0.25f});

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(ImageFormatsTest.class.getResourceAsStream("formats/" + name), name)) {
            return stream.readAllBytes();
        }
    }

    /** By the JDK alone: plain eight-bit PNG. */
    private static RgbImage reference(String name) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes(name)));
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

    private static void assertClose(RgbImage expected, RgbImage actual, int tolerance) {
        assertEquals(expected.width(), actual.width());
        assertEquals(expected.height(), actual.height());
        for (int i = 0; i < expected.pixels().length; i++) {
            assertEquals(expected.pixels()[i] & 0xFF, actual.pixels()[i] & 0xFF, tolerance, "sample " + i);
        }
    }

    private static void assertFits(String name) throws IOException {
        assertArrayEquals(
                reference(name + ".fit-8.png").pixels(),
                TO_8.fit(reference(name + ".ref.png")).pixels());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.png",
                "plain.bmp",
                "plain.tiff",
                "plain.gif",
                "animated.gif",
                "palette.png",
                "alpha.png",
                "rgb16.png",
                "grey16.png",
                "cmyk.tiff",
                "profile.png",
                "lossless.webp",
                "alpha.webp",
                "profile.webp",
                "orientation-6.png",
                "orientation-6.webp",
                "orientation-8.tiff"
            })
    void whatLosesNothingIsReadToTheLastBit(String name) throws IOException {
        assertClose(reference(name + ".ref.png"), ImageFile.read(name, bytes(name)), 0);
        assertFits(name);
    }

    /** One level or two, because libraries round the cosine transform differently; on Temurin 25 there is no difference. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.jpg",
                "progressive.jpg",
                "grey.jpg",
                "rgb.jpg",
                "cmyk.jpg",
                "ycck.jpg",
                "profile.jpg",
                "orientation-1.jpg",
                "orientation-2.jpg",
                "orientation-3.jpg",
                "orientation-4.jpg",
                "orientation-5.jpg",
                "orientation-6.jpg",
                "orientation-7.jpg",
                "orientation-8.jpg",
                "lossy.webp",
                "alpha-lossy.webp"
            })
    void whatLosesSomethingIsReadAsCloselyAsRoundingAllows(String name) throws IOException {
        assertClose(reference(name + ".ref.png"), ImageFile.read(name, bytes(name)), 2);
        assertFits(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.jpg",
                "progressive.jpg",
                "cmyk.jpg",
                "ycck.jpg",
                "plain.bmp",
                "orientation-8.tiff",
                "lossy.webp",
                "lossless.webp",
                "alpha-lossy.webp"
            })
    void cutShortAnywhereItIsRefused(String name) throws IOException {
        byte[] whole = bytes(name);
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(UnreadableImageException.class, () -> ImageFile.read(name, part), length + " bytes");
        }
    }

    /** Past the pixels there may be tags, which a picture can do without. */
    @ParameterizedTest
    @ValueSource(strings = {"plain.png", "rgb16.png", "palette.png", "plain.gif", "animated.gif"})
    void cutShortItIsRefusedOrStillWhole(String name) throws IOException {
        byte[] whole = bytes(name);
        RgbImage expected = reference(name + ".ref.png");
        int refused = 0;
        for (int length = 0; length < whole.length; length++) {
            try {
                assertClose(expected, ImageFile.read(name, Arrays.copyOf(whole, length)), 0);
            } catch (UnreadableImageException e) {
                refused++;
            }
        }
        assertEquals(whole.length, refused, whole.length * 0.6);
    }
}
