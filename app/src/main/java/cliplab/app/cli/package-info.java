// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The commands: window, train, classify, figure, loss, bench and doctor. The only package that writes to the standard streams.
 * Commands run on the main thread; none but window loads JavaFX.
 */
@NullMarked
package cliplab.app.cli;

import org.jspecify.annotations.NullMarked;
