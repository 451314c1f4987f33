// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures.view;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * A figure that a pane shows, to be exported. FX thread only.
 *
 * @param title as people call it
 * @param copy takes what it shows now; empty while it shows nothing
 */
public record PaneFigure(String title, Supplier<Optional<FigureCopy>> copy) {}
