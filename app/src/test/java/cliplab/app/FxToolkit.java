// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;

/** JavaFX without a screen, once in a virtual machine. */
public final class FxToolkit {
    private static final long SECONDS = 60;

    private FxToolkit() {}

    public static void start() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
            started.await();
        } catch (IllegalStateException e) {
            return; // it runs already
        }
        Platform.setImplicitExit(false);
    }

    /** Runs on the FX thread and waits for the result. */
    public static <T> T call(Callable<T> work) throws InterruptedException, TimeoutException {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        try {
            return task.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }
}
