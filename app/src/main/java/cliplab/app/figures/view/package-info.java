// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Figures leave the window and come back: the menu that every figure has, the dialog of its file, its way onto the clipboard and out
 * of the window by hand, and what a figure that is dropped remembers. What is written is what the commands write of the same run: both
 * come from {@link cliplab.app.figures.RunFigures}. FX thread, but for the drawing, which is a worker's.
 */
@NullMarked
package cliplab.app.figures.view;

import org.jspecify.annotations.NullMarked;
