// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The classifier: pictures from anywhere, labels and prompts of the person's own, and every number on the way to an answer. Asks one
 * network at a time, the one in training or one from disk, and never waits for it.
 */
@NullMarked
package cliplab.app.classify;

import org.jspecify.annotations.NullMarked;
