// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DialogServiceTest {
    @Test
    void aLongNotificationIsBrokenBetweenWords() {
        String words = "training goes on in memory ".repeat(12).strip();
        String wrapped = DialogService.wrapped(words);
        assertEquals(words, wrapped.replace('\n', ' '));
        assertTrue(wrapped.lines().allMatch(line -> line.length() <= 73), wrapped);
        assertTrue(wrapped.lines().count() <= 5, wrapped);
    }

    @Test
    void whatFitsStaysAsItIs() {
        assertEquals("One line.\nAnother.", DialogService.wrapped("One line.\nAnother."));
    }
}
