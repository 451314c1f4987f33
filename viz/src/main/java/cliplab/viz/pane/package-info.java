// SPDX-License-Identifier: GPL-3.0-or-later
/** The nodes that show figures live. FX thread only. */
@NullMarked
package cliplab.viz.pane;

import org.jspecify.annotations.NullMarked;
