// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cliplab.viz.figure.LayerTable.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LayerTableTest {
    private static final List<LayerRow> REFERENCE = List.of(
            new LayerRow("image encoder", "conv 1", "32×16×16", "32×3×3×3+32", 896),
            new LayerRow("image encoder", "norm 1", "32×16×16", "32+32", 64),
            new LayerRow("image encoder", "conv 2", "32×16×16", "32×32×3×3+32", 9_248),
            new LayerRow("image encoder", "norm 2", "32×16×16", "32+32", 64),
            new LayerRow("image encoder", "conv 3", "64×8×8", "64×32×3×3+64", 18_496),
            new LayerRow("image encoder", "norm 3", "64×8×8", "64+64", 128),
            new LayerRow("image encoder", "conv 4", "64×4×4", "64×64×3×3+64", 36_928),
            new LayerRow("image encoder", "norm 4", "64×4×4", "64+64", 128),
            new LayerRow("image encoder", "projection", "64", "64×64+64", 4_160),
            new LayerRow("text encoder", "embedding", "3×64", "10×64", 640),
            new LayerRow("text encoder", "projection", "64", "64×64+64", 4_160),
            new LayerRow("logit scale", "logit scale", "1", "1", 1));

    private final LayerTable table = new LayerTable(REFERENCE);

    @Test
    void sumsToTheReferenceNetwork() {
        assertEquals(74_913, table.total());
        assertEquals(new Line.Tower("image encoder", 70_112), table.lines().getFirst());
        assertEquals(REFERENCE.size() + 3, table.lines().size());
        assertEquals(List.of("image encoder", "text encoder", "logit scale"), table.towers());
    }

    @Test
    void layersOfOneNumberAreOneBlock() {
        assertEquals(
                List.of(2, 2, 2, 2, 1),
                table.blocks("image encoder").stream().map(List::size).toList());
        assertEquals(2, table.blocks("text encoder").size());
        assertEquals(List.of(), table.blocks("no such tower"));
    }

    @Test
    void gathersATowerGivenInParts() {
        LayerTable mixed = new LayerTable(List.of(
                new LayerRow("a", "x", "", "", 1),
                new LayerRow("b", "y", "", "", 2),
                new LayerRow("a", "z", "", "", 4)));
        assertEquals(new Line.Tower("a", 5), mixed.lines().getFirst());
        assertEquals(new Line.Tower("b", 2), mixed.lines().get(3));
    }

    @Test
    void copiesAsATableThatASpreadsheetReads() {
        assertEquals(
                "Tower\tLayer\tOutput\tShape\tCount\nimage encoder\tconv 2\t32×16×16\t32×32×3×3+32\t9248\n",
                LayerTable.tabSeparated(
                        List.of("Tower", "Layer", "Output", "Shape", "Count"), REFERENCE.subList(2, 3)));
    }

    @Test
    void refusesANegativeCount() {
        assertThrows(IllegalArgumentException.class, () -> new LayerRow("a", "b", "", "", -1));
    }
}
