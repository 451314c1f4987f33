// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The setup of a run and its levers while it trains: one typed table of controls, the ViewModel that turns them into
 * options, and the column that shows them. FX thread only.
 */
@NullMarked
package cliplab.app.training.setup;

import org.jspecify.annotations.NullMarked;
