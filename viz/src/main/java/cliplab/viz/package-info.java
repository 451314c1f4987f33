// SPDX-License-Identifier: GPL-3.0-or-later
/** Pictures of numbers. Knows arrays, labels and colours; never a network or a run. */
@NullMarked
package cliplab.viz;

import org.jspecify.annotations.NullMarked;
