// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import cliplab.app.platform.TaskRunner;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The vectors that several tools share: who asks for them, and what becomes of a question without an answer. */
class BenchTest {
    private final FakeNetwork network = FakeNetwork.of(1);
    private final ObjectProperty<@Nullable AskedNetwork> asked = new SimpleObjectProperty<>(network);
    private final Bench bench =
            new Bench(asked, new TaskRunner(Runnable::run, Runnable::run), Runnable::run, BenchTest::failed);

    private static void failed(Throwable problem) {
        throw new AssertionError(problem);
    }

    @Test
    void theVectorsAreAskedOnceForAllTools() {
        bench.want(true);
        bench.want(true);
        assertEquals(1, network.asked());
        assertEquals(
                240,
                Objects.requireNonNull(bench.vectorsProperty().get()).vectors().setAside().length);
        bench.want(false);
        bench.want(false);
        asked.set(FakeNetwork.of(8));
        assertNull(bench.vectorsProperty().get(), "those of the network before");
    }

    @Test
    void aQuestionWithoutAnAnswerIsToldAndAskedAgainWhenAToolOpens() {
        network.fail(true);
        bench.want(true);
        assertEquals(
                "the fake is gone",
                Objects.requireNonNull(bench.problemProperty().get()).getMessage());
        assertNull(bench.vectorsProperty().get());
        int before = network.asked();
        network.fail(false);
        assertEquals(before, network.asked(), "not by itself");
        bench.want(true);
        assertNull(bench.problemProperty().get());
        assertNotNull(bench.vectorsProperty().get());
    }

    @Test
    void anotherNetworkIsNotBlamed() {
        network.fail(true);
        bench.want(true);
        assertNotNull(bench.problemProperty().get());
        asked.set(FakeNetwork.of(8));
        assertNull(bench.problemProperty().get());
        assertNotNull(bench.vectorsProperty().get());
    }
}
