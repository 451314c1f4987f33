// SPDX-License-Identifier: GPL-3.0-or-later
/** Whose work this program stands on, and under which licences: the list that the build writes, and what it cannot know. */
@NullMarked
package cliplab.app.notices;

import org.jspecify.annotations.NullMarked;
