// SPDX-License-Identifier: GPL-3.0-or-later
/** The program: where it starts, and where everything the window needs is put together by hand and taken down again. */
@NullMarked
package cliplab.app;

import org.jspecify.annotations.NullMarked;
