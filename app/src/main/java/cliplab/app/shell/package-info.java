// SPDX-License-Identifier: GPL-3.0-or-later
/** The frame of the window: top bar, room for the panes, status bar. FX thread only. */
@NullMarked
package cliplab.app.shell;

import org.jspecify.annotations.NullMarked;
