// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * How pictures get into the classifier: what a drag, the clipboard or the shelf of samples offers becomes a list of sources, and a
 * loader reads them one after another beside the window. Nothing is ever fetched from the network.
 */
@NullMarked
package cliplab.app.classify.images;

import org.jspecify.annotations.NullMarked;
