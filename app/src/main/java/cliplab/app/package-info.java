// SPDX-License-Identifier: GPL-3.0-or-later
/** The program: the entry point, and later the window. Wires the other modules and owns threads, settings and words. */
@NullMarked
package cliplab.app;

import org.jspecify.annotations.NullMarked;
