// SPDX-License-Identifier: GPL-3.0-or-later
/** What a person chose and where it is kept: one JSON file, and what the command line says for one window. No JavaFX. */
@NullMarked
package cliplab.app.settings;

import org.jspecify.annotations.NullMarked;
