// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The report on a run: one document that says what was set, what came of it, where, and how to do it again. Made of what the
 * run's folder holds, for window and commands alike. Any one thread, never the FX thread: writing takes a few seconds. No
 * JavaFX.
 */
@NullMarked
package cliplab.app.reports;

import org.jspecify.annotations.NullMarked;
