// SPDX-License-Identifier: GPL-3.0-or-later
/** What stands between a run and the panes: turns its records into the arrays that figures take. FX thread only. */
@NullMarked
package cliplab.app.training.panes;

import org.jspecify.annotations.NullMarked;
