// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import java.util.List;

/** A loss or a parameter stopped being finite. */
final class DivergedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long step;
    private final transient List<StepMetrics> before;

    DivergedException(long step, String what, List<StepMetrics> before) {
        super("the " + what + " is no longer a finite number after step " + step);
        this.step = step;
        this.before = List.copyOf(before);
    }

    /** The steps that were read together with it and are good. */
    List<StepMetrics> before() {
        return before;
    }

    long step() {
        return step;
    }
}
