// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CellGridTest {
    @Test
    void everyPixelOfACellHitsIt() {
        CellGrid grid = CellGrid.filling(38, 51, 333, 177, 16, 13);
        for (int row = 0; row < 16; row++) {
            for (int column = 0; column < 13; column++) {
                Optional<Cell> cell = Optional.of(new Cell(row, column));
                assertEquals(cell, grid.cellAt(grid.x(column), grid.y(row)));
                assertEquals(cell, grid.cellAt(grid.x(column + 1) - 0.01, grid.y(row + 1) - 0.01));
            }
        }
        assertEquals(371, grid.right());
        assertEquals(228, grid.bottom());
    }

    @Test
    void besideTheGridNothingIsHit() {
        CellGrid grid = CellGrid.filling(10, 20, 100, 50, 5, 10);
        assertTrue(grid.cellAt(9.9, 30).isEmpty());
        assertTrue(grid.cellAt(30, 19.9).isEmpty());
        assertTrue(grid.cellAt(110, 30).isEmpty());
        assertTrue(grid.cellAt(30, 70).isEmpty());
        assertEquals(2, grid.columnAt(30));
        assertEquals(1, grid.rowAt(30));
    }

    @Test
    void squaresHoldAllAndStayInside() {
        for (int count : new int[] {1, 7, 64, 100, 511, 512}) {
            for (double[] size : new double[][] {{480, 240}, {290, 200}, {700, 600}, {90, 500}}) {
                CellGrid grid = CellGrid.squares(size[0], size[1], count, 72);
                assertTrue(grid.rows() * grid.columns() >= count);
                assertTrue(grid.right() <= size[0] && grid.bottom() <= size[1], () -> count + " in " + size[0]);
                assertTrue((grid.rows() - 1) * grid.columns() < count, "no empty row");
            }
        }
        assertEquals(30, CellGrid.squares(240, 240, 64, 72).cellWidth());
        assertEquals(72, CellGrid.squares(800, 800, 4, 72).cellWidth());
    }

    @Test
    void stepsStopAtTheEdges() {
        CellGrid grid = CellGrid.filling(0, 0, 10, 10, 2, 3);
        assertEquals(new Cell(0, 0), grid.step(new Cell(0, 0), -1, -1));
        assertEquals(new Cell(1, 2), grid.step(new Cell(1, 1), 1, 1));
    }
}
