// SPDX-License-Identifier: GPL-3.0-or-later
/** The library of runs in the window: the table of all runs, what can be done with them, and several of them compared. */
@NullMarked
package cliplab.app.runs.view;

import org.jspecify.annotations.NullMarked;
