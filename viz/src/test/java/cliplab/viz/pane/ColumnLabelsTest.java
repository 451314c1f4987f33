// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ColumnLabelsTest {
    @Test
    void dropsTheWordsThatAllBeginWith() {
        assertEquals(
                List.of("red circle", "blue star"),
                ColumnLabels.withoutCommonStart(List.of("a photo of a red circle", "a photo of a blue star")));
        assertEquals(
                List.of("red circle", "a blue star"),
                ColumnLabels.withoutCommonStart(List.of("red circle", "a blue star")));
    }

    @Test
    void keepsTheLastWordAndASingleCaption() {
        assertEquals(List.of("star", "star"), ColumnLabels.withoutCommonStart(List.of("red star", "red star")));
        assertEquals(List.of("a red star"), ColumnLabels.withoutCommonStart(List.of("a red star")));
        assertEquals(List.of(), ColumnLabels.withoutCommonStart(List.of()));
    }
}
