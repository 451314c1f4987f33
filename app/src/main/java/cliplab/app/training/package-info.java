// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Training in the window: the service that owns the trainer thread, the relay that carries its events to the FX thread, and
 * the state the panes show.
 */
@NullMarked
package cliplab.app.training;

import org.jspecify.annotations.NullMarked;
