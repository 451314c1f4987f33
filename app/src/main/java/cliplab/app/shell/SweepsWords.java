// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.training.Explanation;
import cliplab.viz.text.Messages;

/** What the sweeps say of themselves when asked. Any thread. */
final class SweepsWords {
    private SweepsWords() {}

    static Explanation explain() {
        return new Explanation(
                Messages.text("help.sweeps.shows"),
                Messages.text("help.sweeps.now"),
                Messages.text("help.sweeps.read"),
                Messages.text("help.sweeps.try"));
    }
}
