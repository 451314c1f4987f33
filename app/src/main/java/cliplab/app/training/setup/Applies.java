// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

/** When a change of a control takes effect on a run in training. */
public enum Applies {
    NEXT_STEP,
    AT_ONCE,
    ON_RESTART
}
