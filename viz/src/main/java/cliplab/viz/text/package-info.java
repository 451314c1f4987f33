// SPDX-License-Identifier: GPL-3.0-or-later
/** The words on screen: one properties file, read through one class. */
@NullMarked
package cliplab.viz.text;

import org.jspecify.annotations.NullMarked;
