// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Figures as files that others open: PNG, SVG, PDF and CSV, each standing alone and, but for CSV, remembering where it came
 * from. No screen and no JavaFX is needed.
 */
@NullMarked
package cliplab.viz.export;

import org.jspecify.annotations.NullMarked;
