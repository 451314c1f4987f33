// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SketchTest {
    private static final double MIDDLE = Sketch.UNITS / 2.0;

    private final Sketch sketch = new Sketch();
    private final Sketch.Ink red = Sketch.inks().getFirst();

    private static int[] pixel(RgbImage image, double x, double y) {
        int column = (int) (x * image.width() / Sketch.UNITS);
        int row = (int) (y * image.height() / Sketch.UNITS);
        return new int[] {image.sample(column, row, 0), image.sample(column, row, 1), image.sample(column, row, 2)};
    }

    private int[] ink() {
        return new int[] {red.red(), red.green(), red.blue()};
    }

    @Test
    void aStampInksItsShapeAndNothingElse() {
        RgbImage before = sketch.image();
        sketch.stamp("circle", red, MIDDLE, MIDDLE, 9);
        RgbImage after = sketch.image();
        assertArrayEquals(ink(), pixel(after, MIDDLE, MIDDLE));
        assertArrayEquals(ink(), pixel(after, MIDDLE + 8.8, MIDDLE));
        assertArrayEquals(pixel(before, 0, 0), pixel(after, MIDDLE + 9.3, MIDDLE));
        assertArrayEquals(pixel(before, 0, 0), pixel(after, MIDDLE + 6.8, MIDDLE + 6.8));
    }

    @Test
    void aStrokeIsOneThingToTakeBack() {
        byte[] empty = sketch.image().pixels();
        sketch.press(red, 4, 4, 2);
        sketch.draw(20, 4);
        sketch.draw(20, 28);
        assertArrayEquals(ink(), pixel(sketch.image(), 12, 4));
        assertArrayEquals(ink(), pixel(sketch.image(), 20, 16));
        sketch.undo();
        assertArrayEquals(empty, sketch.image().pixels());
        assertTrue(sketch.isEmpty());
        sketch.undo(); // nothing left is no error
    }

    @Test
    void anotherGroundLeavesTheMarks() {
        sketch.stamp("square", red, MIDDLE, MIDDLE, 9);
        sketch.ground(1);
        assertArrayEquals(ink(), pixel(sketch.image(), MIDDLE, MIDDLE));
        assertArrayEquals(new int[] {255, 255, 255}, pixel(sketch.image(), 0, 0));
    }

    @Test
    void aMarkOverTheEdgeIsCutOff() {
        sketch.stamp("star", red, 0, 0, 12);
        sketch.press(red, 40, 40, 2);
        assertArrayEquals(ink(), pixel(sketch.image(), 1, 1));
    }

    @Test
    void inksAreTheColoursTheyAreNamedFor() {
        assertEquals("red", red.name());
        assertTrue(red.red() > 200 && red.green() < 60 && red.blue() < 60, red.toString());
        assertEquals(11, Sketch.inks().size());
    }
}
