// SPDX-License-Identifier: GPL-3.0-or-later
/** Run folders as commands and window both make and describe them. */
@NullMarked
package cliplab.app.runs;

import org.jspecify.annotations.NullMarked;
