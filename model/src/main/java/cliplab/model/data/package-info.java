// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Pairs of images and captions: the seeded shapes, their captions, words and labels, and the way a picture from outside
 * becomes the pixels a network receives. Plain Java arrays throughout; nothing here touches the engine, and every class
 * is either immutable or confined to the caller.
 */
@NullMarked
package cliplab.model.data;

import org.jspecify.annotations.NullMarked;
