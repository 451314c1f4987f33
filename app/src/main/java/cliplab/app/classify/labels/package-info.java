// SPDX-License-Identifier: GPL-3.0-or-later
/** The middle of the classifier: the picture as the network receives it, the labels with their numbers, prompts and temperature. */
@NullMarked
package cliplab.app.classify.labels;

import org.jspecify.annotations.NullMarked;
