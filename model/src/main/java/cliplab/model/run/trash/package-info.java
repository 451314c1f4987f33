// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Where deleted folders go: the system's own trash where there is one that takes them, else a folder of ours. AWT's Desktop does not
 * exist without its toolkit.
 */
@NullMarked
package cliplab.model.run.trash;

import org.jspecify.annotations.NullMarked;
