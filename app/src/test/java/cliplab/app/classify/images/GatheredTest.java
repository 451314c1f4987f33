// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.model.data.Picture;
import cliplab.model.data.RgbImage;
import cliplab.model.data.UnreadableImageException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.paint.Color;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GatheredTest {
    /** One red pixel, GIF. */
    private static final String GIF = "data:image/gif;base64,R0lGODlhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=";

    @BeforeAll
    static void start() throws InterruptedException {
        FxToolkit.start();
    }

    private static Gathered words(@Nullable String url, @Nullable String html, @Nullable String text) {
        return Gathered.from(new Offer(List.of(), null, url, html, text));
    }

    private static void assertRefused(String part, Gathered gathered) {
        assertEquals(List.of(), gathered.sources());
        assertEquals(1, gathered.refusals().size());
        assertTrue(
                gathered.refusals().getFirst().contains(part),
                gathered.refusals().getFirst());
    }

    private static void assertRed(Gathered gathered) throws UnreadableImageException {
        assertEquals(1, gathered.sources().size());
        Picture picture = gathered.sources().getFirst().read(PictureLoaderTest.TO_32);
        assertArrayEquals(new byte[] {(byte) 255, 0, 0}, picture.preview().pixels());
    }

    private static WritableImage image() {
        WritableImage image = new WritableImage(3, 1);
        image.getPixelWriter().setColor(0, 0, Color.rgb(10, 20, 30));
        image.getPixelWriter().setColor(1, 0, Color.rgb(255, 0, 0, 0.2));
        return image;
    }

    @Test
    void filesWinOverTheirIconAndTheirAddress() {
        Path file = Path.of("a.png").toAbsolutePath();
        Gathered gathered = Gathered.from(new Offer(
                List.of(file, file.resolveSibling("b")), image(), file.toUri().toString(), null, file.toString()));
        assertEquals(
                List.of("a.png", "b"),
                gathered.sources().stream().map(PictureSource::name).toList());
        assertEquals(List.of(), gathered.refusals());
    }

    @Test
    void theBytesOfADragFromABrowserWinOverItsAddress() throws UnreadableImageException {
        Gathered gathered = Gathered.from(new Offer(
                List.of(), image(), "https://example.org/a.png", "<img src=\"https://example.org/a.png\">", null));
        RgbImage preview =
                gathered.sources().getFirst().read(PictureLoaderTest.TO_32).preview();
        assertArrayEquals(
                new byte[] {10, 20, 30, (byte) 255, (byte) 204, (byte) 204, (byte) 255, (byte) 255, (byte) 255},
                preview.pixels());
    }

    @Test
    void picturesInsideAddressesPagesAndTextAreDecoded() throws UnreadableImageException {
        assertRed(words(GIF, null, null));
        assertRed(words("https://example.org", "<p><img alt=\"x\" src='" + GIF + "'></p>", "x"));
        assertRed(words(null, null, GIF.replace("AQABA", "%41QABA").replace("=", "%3D")));
    }

    @Test
    void cutDataIsRefusedByTheReaderAndDataWithoutACommaAtOnce() {
        assertRefused("cut short", words("data:image/png;base64", null, null));
        PictureSource cut = words(GIF.substring(0, 40), null, null).sources().getFirst();
        UnreadableImageException refused =
                assertThrows(UnreadableImageException.class, () -> cut.read(PictureLoaderTest.TO_32));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("Picture from a page: "));
    }

    @Test
    void addressesOfFilesAreFiles() {
        Path file = Path.of("déjà vu 1.png").toAbsolutePath();
        Gathered gathered = words(
                null,
                null,
                file.toUri().toASCIIString() + "\r\n" + Path.of("b.png").toUri());
        assertEquals(
                file,
                assertInstanceOf(PictureSource.OfFile.class, gathered.sources().getFirst())
                        .file());
        assertEquals(2, gathered.sources().size());
        assertRefused("file://elsewhere/a.png is not on this machine", words("file://elsewhere/a.png", null, null));
    }

    @Test
    void nothingIsFetchedFromTheNetwork() {
        assertRefused("at example.org, and nothing is fetched", words("https://example.org/a.png?x=1", null, "a cat"));
        assertRefused("at example.org:8080", words(null, "<img src=\"http://example.org:8080/a.png\">", "a cat"));
    }

    @Test
    void textAndNothingSayWhatToDo() {
        assertRefused("This is text", words(null, "<b>profile:x</b>", "profile:x"));
        assertRefused("There is no picture", words(null, null, "  "));
    }

    @Test
    void aStripIsRefusedWhereverItComesFrom() {
        UnreadableImageException refused = assertThrows(
                UnreadableImageException.class,
                () -> new PictureSource.OfPixels("sketch", new RgbImage(2_002, 1, new byte[6_006]))
                        .read(PictureLoaderTest.TO_32));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("sketch: the picture is over 1,000 times"));
    }

    @Test
    void theClipboardIsTakenAsItIs() throws InterruptedException, TimeoutException {
        Offer offer = FxToolkit.call(() -> {
            Clipboard clipboard = Clipboard.getSystemClipboard();
            ClipboardContent content = new ClipboardContent();
            content.putImage(image());
            content.putString("words");
            clipboard.setContent(content);
            assertTrue(Offer.mayHoldPictures(clipboard));
            return Offer.of(clipboard);
        });
        assertEquals("words", offer.text());
        PictureSource source = Gathered.from(offer).sources().getFirst();
        assertSame(
                offer.image(),
                assertInstanceOf(PictureSource.OfImage.class, source).image());
    }
}
