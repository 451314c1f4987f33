// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {
    @TempDir
    Path folder;

    private Path write(String name, String format, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        assertTrue(ImageIO.write(image, format, file.toFile()));
        return file;
    }

    private static BufferedImage colourful(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        RandomStream random = RandomStream.of(0, "colourful");
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt(1 << 24));
            }
        }
        return image;
    }

    private static int[] samples(RgbImage image, int x, int y) {
        return new int[] {image.sample(x, y, 0), image.sample(x, y, 1), image.sample(x, y, 2)};
    }

    private static void assertPixel(int red, int green, int blue, RgbImage image, int x, int y) {
        assertArrayEquals(new int[] {red, green, blue}, samples(image, x, y));
    }

    private static String refusal(Path file) {
        UnreadableImageException refused = assertThrows(UnreadableImageException.class, () -> ImageFile.read(file));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(String.valueOf(file.getFileName())), message);
        assertTrue(!message.contains("null"), message);
        return message;
    }

    @Test
    void aPngIsReadToTheLastBit() throws IOException {
        BufferedImage drawn = colourful(7, 5);
        RgbImage image = ImageFile.read(write("a.png", "png", drawn));
        assertEquals(7, image.width());
        assertEquals(5, image.height());
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 7; x++) {
                int rgb = drawn.getRGB(x, y);
                assertPixel(rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255, image, x, y);
            }
        }
    }

    @Test
    void bmpAndTiffAreRead() throws IOException {
        BufferedImage drawn = colourful(7, 5);
        byte[] expected = ImageFile.read(write("a.png", "png", drawn)).pixels();
        assertArrayEquals(expected, ImageFile.read(write("a.bmp", "bmp", drawn)).pixels());
        assertArrayEquals(
                expected, ImageFile.read(write("a.tiff", "tiff", drawn)).pixels());
    }

    @Test
    void aJpegIsReadAboutAsDrawn() throws IOException {
        BufferedImage flat = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            flat.setRGB(i % 16, i / 16, 0xC86432);
        }
        RgbImage image = ImageFile.read(write("a.jpg", "jpg", flat));
        assertEquals(200, image.sample(8, 8, 0), 3);
        assertEquals(100, image.sample(8, 8, 1), 3);
        assertEquals(50, image.sample(8, 8, 2), 3);
    }

    @Test
    void aSoundJpegOfManyColoursIsNotTakenForADamagedOne() throws IOException {
        assertEquals(
                300, ImageFile.read(write("a.jpg", "jpg", colourful(300, 200))).width());
    }

    @Test
    void greysAreNotBrightened() throws IOException {
        BufferedImage grey = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            grey.getRaster().setSample(i, 0, 0, i);
        }
        RgbImage image = ImageFile.read(write("grey.png", "png", grey));
        for (int i = 0; i < 256; i++) {
            assertPixel(i, i, i, image, i, 0);
        }
    }

    @Test
    void greyJpegsAreNotBrightened() throws IOException {
        BufferedImage grey = new BufferedImage(16, 16, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 256; i++) {
            grey.getRaster().setSample(i % 16, i / 16, 0, 60);
        }
        assertEquals(60, ImageFile.read(write("grey.jpg", "jpg", grey)).sample(8, 8, 0), 1);
    }

    @Test
    void deepGreysAreNotBrightened() throws IOException {
        BufferedImage grey = new BufferedImage(256, 1, BufferedImage.TYPE_USHORT_GRAY);
        for (int i = 0; i < 256; i++) {
            grey.getRaster().setSample(i, 0, 0, i * 257);
        }
        RgbImage image = ImageFile.read(write("grey16.png", "png", grey));
        for (int i = 0; i < 256; i++) {
            assertEquals(i, image.sample(i, 0, 0), 1);
        }
    }

    @Test
    void greysWithAlphaAreLaidOverWhiteAndNotBrightened() throws IOException {
        ColorModel model = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_GRAY),
                true,
                false,
                Transparency.TRANSLUCENT,
                DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(3, 1);
        raster.setPixel(0, 0, new int[] {60, 255});
        raster.setPixel(1, 0, new int[] {60, 0});
        raster.setPixel(2, 0, new int[] {60, 51});
        RgbImage image = ImageFile.read(write("ga.png", "png", new BufferedImage(model, raster, false, null)));
        assertPixel(60, 60, 60, image, 0, 0);
        assertPixel(255, 255, 255, image, 1, 0);
        assertPixel(216, 216, 216, image, 2, 0);
    }

    @Test
    void transparentPartsAreLaidOverWhite() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0xFF102030);
        image.setRGB(1, 0, 0x00102030);
        image.setRGB(2, 0, 0x33FF0000); // a fifth of red
        RgbImage read = ImageFile.read(write("alpha.png", "png", image));
        assertPixel(0x10, 0x20, 0x30, read, 0, 0);
        assertPixel(255, 255, 255, read, 1, 0);
        assertPixel(255, 204, 204, read, 2, 0);
    }

    private static BufferedImage palette(boolean transparent) {
        byte[] red = {10, (byte) 200, 0, 77};
        byte[] green = {20, 0, (byte) 200, 77};
        byte[] blue = {30, 0, 0, 77};
        IndexColorModel colours = transparent
                ? new IndexColorModel(8, 4, red, green, blue, 3)
                : new IndexColorModel(8, 4, red, green, blue);
        BufferedImage image = new BufferedImage(4, 1, BufferedImage.TYPE_BYTE_INDEXED, colours);
        for (int i = 0; i < 4; i++) {
            image.getRaster().setSample(i, 0, 0, i);
        }
        return image;
    }

    @Test
    void palettesOfGifAndPngAreLookedUp() throws IOException {
        for (String format : new String[] {"gif", "png"}) {
            RgbImage plain = ImageFile.read(write("palette." + format, format, palette(false)));
            assertPixel(10, 20, 30, plain, 0, 0);
            assertPixel(200, 0, 0, plain, 1, 0);
            assertPixel(0, 200, 0, plain, 2, 0);
            assertPixel(77, 77, 77, plain, 3, 0);
            RgbImage clear = ImageFile.read(write("clear." + format, format, palette(true)));
            assertPixel(10, 20, 30, clear, 0, 0);
            assertPixel(255, 255, 255, clear, 3, 0);
        }
    }

    @Test
    void oneBitPicturesAreBlackAndWhite() throws IOException {
        BufferedImage image = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY);
        image.setRGB(1, 0, 0xFFFFFF);
        RgbImage read = ImageFile.read(write("binary.png", "png", image));
        assertPixel(0, 0, 0, read, 0, 0);
        assertPixel(255, 255, 255, read, 1, 0);
    }

    @Test
    void pathsWithSpacesAndAccentsAreNoObstacle() throws IOException {
        Path deep = Files.createDirectory(folder.resolve("déjà vu, à 100 %"));
        Path file = deep.resolve("un été rouge #1.png");
        assertTrue(ImageIO.write(colourful(3, 2), "png", file.toFile()));
        assertEquals(3, ImageFile.read(file).width());
    }

    @Test
    void theEndingOfTheNameDoesNotMatter() throws IOException {
        assertEquals(
                3, ImageFile.read(write("picture.jpg", "png", colourful(3, 2))).width());
    }

    @Test
    void aMissingFileAndAFolderAreNamed() {
        assertTrue(refusal(folder.resolve("missing été.png")).contains("no such file"));
        assertTrue(refusal(folder).contains("a folder, not a picture"));
    }

    @Test
    void textAndNothingAreNoPictures() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "I am not a picture.\n".repeat(20));
        assertTrue(refusal(text).contains("not a picture"));
        assertTrue(
                refusal(Files.write(folder.resolve("empty.png"), new byte[0])).contains("0 bytes"));
    }

    @Test
    void cutShortPicturesAreRefused() throws IOException {
        for (String format : new String[] {"jpg", "png", "gif", "bmp"}) {
            byte[] whole = Files.readAllBytes(write("whole." + format, format, colourful(64, 64)));
            for (double share : new double[] {0.9, 0.5, 0.1}) {
                Path cut = folder.resolve("cut-" + share + "." + format);
                Files.write(cut, Arrays.copyOf(whole, (int) (share * whole.length)));
                refusal(cut);
            }
        }
    }

    /** Sound as far as it goes, without a pixel. */
    private Path pngHeader(String name, int width, int height) throws IOException {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteBuffer header = ByteBuffer.allocate(17);
        header.put("IHDR".getBytes(StandardCharsets.US_ASCII));
        header.putInt(width).putInt(height).put(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.array());
        png.writeBytes(ByteBuffer.allocate(4).putInt(13).array());
        png.writeBytes(header.array());
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
        return Files.write(folder.resolve(name), png.toByteArray());
    }

    @Test
    void aPictureTooLargeByItsHeaderIsRefusedBeforeItIsDecoded() throws IOException {
        assertTrue(refusal(pngHeader("huge.png", 60_000, 60_000)).contains("60000×60000 are 3600 megapixels"));
        assertTrue(refusal(pngHeader("much.png", 20_000, 20_000)).contains("shrink it to 40 or fewer"));
    }

    @Test
    void aGifIsAsLargeAsItsScreenSays() throws IOException {
        byte[] gif = Files.readAllBytes(write("small.gif", "gif", palette(false)));
        Arrays.fill(gif, 6, 10, (byte) 0xFF);
        assertTrue(refusal(Files.write(folder.resolve("wide.gif"), gif)).contains("65535×65535"));
    }

    @Test
    void aStripIsRefused() throws IOException {
        assertTrue(refusal(pngHeader("strip.png", 2_002, 2)).contains("1,000 times as long as wide"));
        assertTrue(refusal(pngHeader("long.png", 1, 1_000)).contains("cut short"));
    }

    private Path withBrands(String name, String brands) throws IOException {
        ByteBuffer box = ByteBuffer.allocate(40).putInt(8 + brands.length());
        box.put(("ftyp" + brands).getBytes(StandardCharsets.US_ASCII));
        return Files.write(folder.resolve(name), box.array());
    }

    @Test
    void heicAndAvifAreNamed() throws IOException {
        assertTrue(refusal(withBrands("a.heic", "heic\0\0\0\0mif1heic"))
                .endsWith("a.heic: HEIC pictures cannot be read here; export it as JPEG or PNG and try again."));
        assertTrue(refusal(withBrands("b.jpg", "mif1\0\0\0\0mif1heic")).contains("HEIC"));
        assertTrue(refusal(withBrands("c.avif", "avif\0\0\0\0mif1miaf")).contains("AVIF"));
        assertTrue(refusal(withBrands("d.avif", "mif1\0\0\0\0avifmiaf")).contains("AVIF"));
        assertTrue(refusal(withBrands("film.mp4", "isom\0\0\0\0isomiso2")).contains("not a picture"));
        assertTrue(refusal(Files.write(folder.resolve("short"), new byte[] {0, 0, 0, 9, 'f', 't', 'y', 'p'}))
                .contains("not a picture"));
    }

    @Test
    void aFileThatMayNotBeReadIsRefusedWithWhatToDo() throws IOException {
        Path file = write("mine.png", "png", colourful(3, 2));
        assumeTrue(Files.getFileStore(file).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(file, Set.of());
        assumeFalse(Files.isReadable(file), "an administrator may read everything");
        assertTrue(refusal(file).contains("you are not allowed to read it; change its permissions"));
    }

    @Test
    void bytesAreReadLikeFilesAndNamedAsGiven() throws IOException {
        Path file = write("a.png", "png", colourful(7, 5));
        assertArrayEquals(
                ImageFile.read(file).pixels(),
                ImageFile.read("clipboard", Files.readAllBytes(file)).pixels());
        UnreadableImageException refused = assertThrows(
                UnreadableImageException.class, () -> ImageFile.read("The clipboard's picture", new byte[] {1, 2, 3}));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("The clipboard's picture: not a picture"));
    }

    @Test
    void damageBesideThePixelsIsNoObstacle() throws IOException {
        byte[] jpeg = Files.readAllBytes(write("a.jpg", "jpg", colourful(16, 16)));
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(jpeg, 0, 2);
        file.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xE1, 0, 16});
        file.writeBytes("Exif\0\0MM\0*\377\377\377\377".getBytes(StandardCharsets.ISO_8859_1));
        file.write(jpeg, 2, jpeg.length - 2);
        assertArrayEquals(
                ImageFile.read("whole", jpeg).pixels(),
                ImageFile.read("odd", file.toByteArray()).pixels());
    }
}
