// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The figures of a run, of several and of a sweep, made in one place for window and commands, so that both give the same file; and what such a file
 * remembers. Any one thread, never the FX thread: making takes up to a second. No JavaFX.
 */
@NullMarked
package cliplab.app.figures;

import org.jspecify.annotations.NullMarked;
