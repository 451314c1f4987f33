// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.runs.view.Runs;
import cliplab.app.training.Explanation;
import cliplab.viz.text.Messages;

/** What the library of runs says of itself when asked. FX thread only. */
final class RunsWords {
    private RunsWords() {}

    static Explanation explain(Runs runs) {
        return new Explanation(
                Messages.text("help.runs.shows"),
                runs.sentence(),
                Messages.text("help.runs.read"),
                Messages.text("help.runs.try"));
    }
}
