// SPDX-License-Identifier: GPL-3.0-or-later
/** What every view stands on: the FX thread and the workers beside it, theme and fonts, dialogs, the log of errors. */
@NullMarked
package cliplab.app.platform;

import org.jspecify.annotations.NullMarked;
