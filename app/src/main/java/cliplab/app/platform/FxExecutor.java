// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/** Runs things on the FX thread, later and in order. The only way there from another thread. Any thread. */
public final class FxExecutor implements Executor {
    @Override
    public void execute(Runnable task) {
        Platform.runLater(task);
    }
}
