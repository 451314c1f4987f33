// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StrangersTest {
    private static byte[] image(Images images, int index) {
        byte[] pixels = new byte[images.bytesPerImage()];
        images.copyTo(index, pixels, 0);
        return pixels;
    }

    @Test
    void thereAreTwoHalvesOf240DifferentImages() {
        Strangers strangers = Strangers.of(0);
        assertEquals(240, strangers.calibration().count());
        assertEquals(240, strangers.setAside().count());
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < 240; i++) {
            assertTrue(seen.add(Arrays.hashCode(image(strangers.calibration(), i))));
            assertTrue(seen.add(Arrays.hashCode(image(strangers.setAside(), i))));
        }
    }

    @Test
    void oneSeedGivesTheSameImagesAndAnotherSeedOthers() {
        Strangers one = Strangers.of(5);
        Strangers same = Strangers.of(5);
        Strangers other = Strangers.of(6);
        for (int i = 0; i < 240; i += 17) {
            assertArrayEquals(image(one.calibration(), i), image(same.calibration(), i));
            assertArrayEquals(image(one.setAside(), i), image(same.setAside(), i));
            assertFalse(Arrays.equals(image(one.calibration(), i), image(other.calibration(), i)));
        }
    }

    @Test
    void neitherColoursNorShapesAreOnesThatAreTrainedOn() {
        assertTrue(Strangers.COLOURS.stream().noneMatch(CaptionGrammar.COLOURS::contains));
        assertTrue(Strangers.SHAPES.stream().noneMatch(CaptionGrammar.SHAPES::contains));
    }
}
