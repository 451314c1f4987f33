// SPDX-License-Identifier: GPL-3.0-or-later
/** The pane of sweeps: what is to be varied, the queue, and the figure of what came of it. */
@NullMarked
package cliplab.app.sweeps.view;

import org.jspecify.annotations.NullMarked;
