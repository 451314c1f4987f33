// SPDX-License-Identifier: GPL-3.0-or-later
/** What can be done with an answer: look into its vectors, say none of these, compare prompts, take a lesson, search, probe. */
@NullMarked
package cliplab.app.classify.tools;

import org.jspecify.annotations.NullMarked;
