// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cliplab.model.data.ImageFile;
import cliplab.model.data.Picture;
import cliplab.model.data.RgbImage;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How the references were made stands in the README.txt beside them. */
class SampleShelfTest {
    private static RgbImage reference(String sample) throws IOException {
        String name = sample + ".fit-32.png";
        try (var stream = Objects.requireNonNull(SampleShelfTest.class.getResourceAsStream(name), name)) {
            return ImageFile.read(name, stream.readAllBytes());
        }
    }

    @Test
    void everySampleIsFittedAsPillowDoes() throws IOException {
        List<SampleShelf.Sample> samples = SampleShelf.samples();
        assertEquals(10, samples.size());
        Set<String> titles = new HashSet<>();
        for (SampleShelf.Sample sample : samples) {
            assertFalse(sample.title().isBlank());
            titles.add(sample.title());
            Picture picture = sample.source().read(PictureLoaderTest.TO_32);
            byte[] expected = reference(picture.name()).pixels();
            for (int i = 0; i < expected.length; i++) {
                assertEquals(
                        expected[i] & 0xFF, picture.pixels().pixels()[i] & 0xFF, 1, picture.name() + ", sample " + i);
            }
        }
        assertEquals(samples.size(), titles.size());
    }

    @Test
    void theOneStoredOnItsSideStandsUpright() throws IOException {
        Picture picture = SampleShelf.samples().stream()
                .map(SampleShelf.Sample::source)
                .filter(source -> source.name().equals("on-its-side.jpg"))
                .findFirst()
                .orElseThrow()
                .read(PictureLoaderTest.TO_32);
        assertEquals(128, picture.width());
        assertEquals(160, picture.height());
    }
}
