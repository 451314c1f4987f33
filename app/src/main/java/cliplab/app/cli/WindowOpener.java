// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.bench.ClassifierMeasures;
import cliplab.app.bench.ExportMeasures;
import cliplab.app.bench.WindowMeasures;
import cliplab.app.settings.WindowOptions;

/** What opens the window; kept apart, so that the other commands load nothing of JavaFX. */
@FunctionalInterface
public interface WindowOpener {
    /**
     * Opens the window and returns when it is closed and everything is saved.
     *
     * @param witness told what happens
     * @throws NoDisplayException before anything was done
     * @throws StartFailedException where the window could not be built
     */
    void open(WindowOptions options, Witness witness) throws NoDisplayException, StartFailedException;

    /** Who wants to know how the window fares. Called on the FX thread, but for the first two, on the main thread. */
    interface Witness {
        /** Wants to know nothing. */
        Witness NOBODY = new Witness() {};

        /** A window was open already: it is at the front, has what was to be opened, and no other is needed. */
        default void handedOver() {}

        /** A window is open and does not answer; another one follows. */
        default void unanswered() {}

        /** @param millis from the start of the virtual machine to the first frame */
        default void firstFrame(long millis) {}

        /** The result of a measurement, after which the window closes. */
        default void measured(WindowMeasures measures) {}

        /** Likewise, of the classifier. */
        default void measured(ClassifierMeasures measures) {}

        /** Likewise, of figures, reports and runs that are opened. */
        default void measured(ExportMeasures measures) {}
    }

    /** There is nothing to open a window on. The message says why, as the end of a sentence. */
    final class NoDisplayException extends Exception {
        private static final long serialVersionUID = 1L;

        public NoDisplayException(String message) {
            super(message);
        }

        public NoDisplayException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
