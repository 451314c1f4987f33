// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.loss;

/** Which of the two softmaxes of InfoNCE is minimised. */
public enum Direction {
    BOTH,
    IMAGE_TO_TEXT,
    TEXT_TO_IMAGE
}
