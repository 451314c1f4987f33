// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Embeddings laid out in the plane, by t-SNE or principal components, and the numbers that say how far to trust the
 * picture. Arrays in, arrays out. Nothing here has a thread of its own.
 */
@NullMarked
package cliplab.viz.projection;

import org.jspecify.annotations.NullMarked;
