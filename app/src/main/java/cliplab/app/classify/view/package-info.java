// SPDX-License-Identifier: GPL-3.0-or-later
/** The classifier as it stands in the window: the shelf of pictures, the answer, the tools, and which network is asked. */
@NullMarked
package cliplab.app.classify.view;

import org.jspecify.annotations.NullMarked;
