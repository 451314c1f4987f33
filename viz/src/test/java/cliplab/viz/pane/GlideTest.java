// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GlideTest {
    @Test
    void movesBetweenLayoutsOfAnyScale() {
        Glide glide = new Glide();
        glide.towards(new double[] {-10, 10}, new double[] {0, 5});
        glide.at(1);
        assertEquals(-1, glide.x(0));
        assertEquals(0.5, glide.y(1));
        glide.towards(new double[] {0.2, -0.2}, new double[] {0, 0.1});
        glide.at(0);
        assertEquals(-1, glide.x(0));
        glide.at(0.5);
        assertEquals(0, glide.x(0), 1e-12);
        glide.at(1);
        assertEquals(1, glide.x(0));
        assertEquals(1, glide.targetX(0));
    }

    @Test
    void anotherNumberOfPointsIsThereAtOnce() {
        Glide glide = new Glide();
        glide.towards(new double[] {1}, new double[] {1});
        glide.towards(new double[] {1, 2, 4}, new double[] {1, 1, 0});
        assertEquals(3, glide.size());
        assertEquals(0.5, glide.x(1));
    }

    @Test
    void fillsTheRectangle() {
        Glide glide = new Glide();
        glide.towards(new double[] {-4, 4}, new double[] {-2, 2});
        assertEquals(100, glide.fit(200, 200), 1e-9);
        assertEquals(100, glide.fit(200, 100), 1e-9);
        assertEquals(50, glide.fit(200, 50), 1e-9);
    }
}
