// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Many runs of one setup, each with other values of one or two settings and other seeds: what they are, the queue they wait in,
 * which outlives the program, and who takes turns on the trainer. No JavaFX here.
 */
@NullMarked
package cliplab.app.sweeps;

import org.jspecify.annotations.NullMarked;
