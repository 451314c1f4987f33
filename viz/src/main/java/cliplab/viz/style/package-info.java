// SPDX-License-Identifier: GPL-3.0-or-later
/** The colours of figures, light and dark, read from the assets. */
@NullMarked
package cliplab.viz.style;

import org.jspecify.annotations.NullMarked;
