// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.app.reports.ReportFormat;
import java.nio.file.Path;

/** What the rest of the window does with a run of the library. FX thread only. */
public interface RunHost {
    /** Shows it in the panes of training, as it stands. */
    void show(Path run);

    /** Goes on with it where its checkpoint stands. */
    void resume(Path run);

    /** Asks its network in the classifier. */
    void ask(Path run);

    /**
     * Writes the report on it into its folder.
     *
     * @param going whether somebody writes the run now
     */
    void report(Path run, boolean going, ReportFormat format);
}
