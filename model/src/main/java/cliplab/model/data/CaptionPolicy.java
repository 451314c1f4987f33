// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

/** Which caption each training image is given. Evaluation always uses the true captions. */
public enum CaptionPolicy {
    /** The image's own caption. */
    TEMPLATE,
    /** The caption of the first class trained on, class 0, for every image: nothing can be learned from them. */
    IDENTICAL,
    /** Three words drawn from the vocabulary for each image, fixed for the run: only memorising helps. */
    GIBBERISH,
    /** Captions dealt out to the images at random: the right words on the wrong images. */
    SHUFFLED
}
