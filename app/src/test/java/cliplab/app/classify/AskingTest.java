// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AskingTest {
    private final List<CompletableFuture<String>> questions = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final Asking<String> asking = new Asking<>(
            Runnable::run,
            () -> {
                CompletableFuture<String> question = new CompletableFuture<>();
                questions.add(question);
                return question;
            },
            (answer, problem) -> heard.add(answer == null ? String.valueOf(problem) : answer));

    @Test
    void manyChangesWhileAQuestionIsUnderWayCauseExactlyOneMore() {
        asking.changed();
        for (int i = 0; i < 100; i++) {
            asking.changed();
        }
        assertEquals(1, questions.size());
        questions.getFirst().complete("first");
        assertEquals(2, questions.size());
        questions.getLast().complete("second");
        assertEquals(2, questions.size());
        assertEquals(List.of("first", "second"), heard);
    }

    @Test
    void aFailureDoesNotEndTheAsking() {
        asking.changed();
        asking.changed();
        questions.getFirst().completeExceptionally(new IllegalStateException("gone"));
        assertEquals(2, questions.size());
        questions.getLast().complete("well");
        assertEquals(List.of("java.lang.IllegalStateException: gone", "well"), heard);
    }
}
