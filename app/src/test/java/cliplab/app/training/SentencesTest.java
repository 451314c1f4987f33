// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SentencesTest {
    private static final LossLines LINES = new LossLines(64, 4.0, 2.0);

    @Test
    void aLossBetweenItsLinesIsAShareOfTheWay() {
        assertEquals(0.75, LINES.share(2.5), 1e-12);
        assertTrue(Sentences.loss(2.5, LINES).contains("75"), Sentences.loss(2.5, LINES));
    }

    @Test
    void beyondTheLinesTheSentenceSaysSo() {
        assertEquals(0, LINES.share(9), 0);
        assertEquals(1, LINES.share(1), 0);
        assertTrue(Sentences.loss(4.5, LINES).contains("above"), Sentences.loss(4.5, LINES));
        assertTrue(Sentences.loss(2.01, LINES).contains("floor"), Sentences.loss(2.01, LINES));
    }

    @Test
    void withoutALossThereIsAHintInstead() {
        assertEquals(Sentences.loss(Double.NaN, LINES), Sentences.loss(1, LossLines.NONE));
    }

    @Test
    void durationsReadAsPeopleSayThem() {
        assertEquals("42 s", Sentences.duration(41.7));
        assertEquals("2 min 5 s", Sentences.duration(125));
        assertEquals("1 h 1 min", Sentences.duration(3661));
        assertEquals("–", Sentences.duration(Double.NaN));
    }
}
