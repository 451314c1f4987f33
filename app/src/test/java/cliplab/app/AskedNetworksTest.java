// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.NetworkChoice;
import cliplab.app.training.RunState;
import cliplab.model.runtime.EngineStart;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The networks of the real window: the one in training, and an epoch of it while it goes on. */
class AskedNetworksTest {
    @TempDir
    private Path home;

    @Test
    void theRunAndItsEpochsAreAskedOnThreadsOfTheirOwn() throws Exception {
        int held;
        Thread inference;
        try (LabWindow window = new LabWindow(home)) {
            window.awaitState(RunState.IDLE);
            held = EngineStart.heldArrays();
            NetworkChoice networks = window.context().networks();
            assertFalse(FxToolkit.call(() -> networks.noteProperty().get()).isEmpty(), "no network yet");
            window.press(KeyCode.ENTER);
            window.awaitStep(2);
            assertEquals("trainer", answeringThread(window).getName());

            FxToolkit.call(() -> {
                window.training().view(0);
                return true;
            });
            window.await("the untrained network", () -> !network(networks).learning());
            inference = answeringThread(window);
            assertEquals("inference", inference.getName());
            window.awaitStep(window.step() + 2);
            assertTrue(FxToolkit.call(() -> window.training().stateProperty().get())
                    .isActive());
        }
        inference.join(TimeUnit.SECONDS.toMillis(10));
        assertFalse(inference.isAlive());
        assertEquals(held, EngineStart.heldArrays());
    }

    private static AskedNetwork network(NetworkChoice networks) {
        return Objects.requireNonNull(networks.networkProperty().get());
    }

    private static Thread answeringThread(LabWindow window) throws Exception {
        return FxToolkit.call(() -> network(window.context().networks()))
                .ask(_ -> Thread.currentThread())
                .get(60, TimeUnit.SECONDS);
    }
}
