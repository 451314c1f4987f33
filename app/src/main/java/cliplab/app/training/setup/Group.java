// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

/** What controls belong together: the four levers first. */
public enum Group {
    BATCH,
    TEMPERATURE,
    PROMPTS,
    DATA,
    LOSS,
    OPTIMISER,
    RUN
}
