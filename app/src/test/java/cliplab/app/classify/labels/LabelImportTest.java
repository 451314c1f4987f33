// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelImportTest {
    @Test
    void eachLineIsALabelAndBlankOnesAreNone() {
        assertEquals(
                new LabelImport(List.of("red circle", "Äpfel", "blue star"), 0, 0),
                LabelImport.of("\uFEFFred circle\r\n\n  Äpfel  \n\t\nblue star", 1000));
        assertEquals(new LabelImport(List.of(), 0, 0), LabelImport.of(" \n", 1000));
    }

    @Test
    void whatDoesNotFitIsCounted() {
        assertEquals(new LabelImport(List.of("a", "b"), 2, 0), LabelImport.of("a\nb\nc\n\nd", 2));
        assertEquals(new LabelImport(List.of("a"), 0, 1), LabelImport.of("a\n" + "x".repeat(201), 2));
    }
}
