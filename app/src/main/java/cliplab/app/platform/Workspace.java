// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.platform;

import cliplab.viz.pane.PaneFrame;

/** Something that fills the window, or a window of its own. FX thread only. */
public interface Workspace {
    /** All that is seen of it. */
    PaneFrame frame();

    /** Tells whether anyone sees it: what nobody sees need not be kept up to date. */
    void shown(boolean visible);

    /** Ends its timers, for good. */
    void close();
}
