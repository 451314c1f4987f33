// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Asking a network: vectors of images and texts behind one seam, zero-shot classification and when to
 * believe none of it, template sets compared, similarities, retrieval and the linear probe.
 * Results are plain arrays; an embedder belongs to the thread that owns its network.
 */
@NullMarked
package cliplab.model.eval;

import org.jspecify.annotations.NullMarked;
