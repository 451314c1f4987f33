// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import cliplab.model.TestEngine;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.PackedImages;
import cliplab.model.data.RandomStream;
import cliplab.model.net.CnnImageEncoder;
import cliplab.model.net.DualEncoder;
import cliplab.model.net.TokenPoolTextEncoder;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DualEncoderEmbedderTest {
    private final NDManager manager = TestEngine.manager();
    private final DualEncoder network = new DualEncoder(
            manager,
            new CnnImageEncoder(16, CnnImageEncoder.STRIDES),
            new TokenPoolTextEncoder(10, 16),
            0.07,
            OptionalDouble.empty(),
            0);
    private final DualEncoderEmbedder embedder = new DualEncoderEmbedder(
            manager,
            network,
            new ImagePreprocessor(32, new float[] {.5f, .5f, .5f}, new float[] {.25f, .25f, .25f}),
            CaptionGrammar.tokenizer(CaptionGrammar.declare(1)),
            16);

    @AfterEach
    void close() {
        network.close();
        manager.close();
    }

    private static byte[] noise(int images) {
        byte[] pixels = new byte[images * 3072];
        RandomStream random = RandomStream.of(0, "noise");
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) random.nextInt(256);
        }
        return pixels;
    }

    @Test
    void anImageHasTheSameVectorAloneAndAmongMany() {
        byte[] pixels = noise(130); // more than pass through the network at a time
        float[][] all = embedder.embedImages(new PackedImages(32, 32, pixels));
        assertEquals(130, all.length);
        for (int i : new int[] {0, 119, 120, 129}) {
            byte[] one = Arrays.copyOfRange(pixels, i * 3072, (i + 1) * 3072);
            float[][] alone = embedder.embedImages(new PackedImages(32, 32, one));
            assertArrayEquals(alone[0], all[i], 1e-5f);
            assertEquals(1, Vectors.dot(all[i], all[i]), 1e-5);
        }
        assertEquals(0, embedder.embedImages(new PackedImages(32, 32, new byte[0])).length);
    }

    @Test
    void aTextHasTheSameVectorAloneAndAmongMany() {
        List<String> texts = Collections.nCopies(121, "a red star");
        float[][] all = embedder.embedTexts(texts);
        assertEquals(121, all.length);
        assertArrayEquals(embedder.embedTexts(List.of("A  RED star!"))[0], all[120], 1e-6f);
    }

    @Test
    void theOrderOfTheWordsDoesNotMatterToTheTokenPool() {
        assertFalse(embedder.readsOrder());
        float[][] vectors = embedder.embedTexts(List.of("red circle", "circle red"));
        assertEquals(1, Vectors.dot(vectors[0], vectors[1]), 1e-6);
    }

    @Test
    void imagesOfAnotherSizeAndTextsOfNoKnownWordAreRefused() {
        PackedImages small = new PackedImages(16, 16, new byte[16 * 16 * 3]);
        assertThrows(IllegalArgumentException.class, () -> embedder.embedImages(small));
        assertThrows(UnknownTextException.class, () -> embedder.embedTexts(List.of("a star", "fluffy wug")));
    }

    @Test
    void nothingIsLeftBehindAndNothingIsChanged() {
        float[][] before = embedder.embedTexts(List.of("a red star"));
        float[] mean = statistics();
        int held = manager.getManagedArrays().size();
        for (int i = 0; i < 5; i++) {
            embedder.embedImages(new PackedImages(32, 32, noise(3)));
            embedder.embedTexts(List.of("a blue star"));
        }
        assertEquals(held, manager.getManagedArrays().size());
        assertArrayEquals(mean, statistics());
        assertArrayEquals(before[0], embedder.embedTexts(List.of("a red star"))[0]);
        assertEquals(Math.log(1 / 0.07), embedder.logitScale(), 1e-6);
    }

    @Test
    void thePixelsOfImagesDoNotWaitForAGarbageCollection() {
        PackedImages images = new PackedImages(32, 32, noise(130));
        long before = directMemory();
        embedder.embedImages(images);
        long left = directMemory() - before;
        long one = 4L * images.bytesPerImage();
        assertTrue(left < one, left + " bytes were left behind; one image has " + one);
    }

    private static long directMemory() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    private float[] statistics() {
        return java.util.Objects.requireNonNull(network.values().get("image.bn1.running_mean"))
                .values();
    }
}
