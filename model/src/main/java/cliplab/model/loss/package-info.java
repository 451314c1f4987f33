// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The contrastive losses, as the training loop computes them on the engine and as plain arithmetic to check and to teach
 * them by, and the reference lines a loss curve is read against.
 */
@NullMarked
package cliplab.model.loss;

import org.jspecify.annotations.NullMarked;
