// SPDX-License-Identifier: GPL-3.0-or-later
/** What a set of labels does to an answer: small changes in one click, each with the answer before and after it. */
@NullMarked
package cliplab.app.classify.tools.lessons;

import org.jspecify.annotations.NullMarked;
