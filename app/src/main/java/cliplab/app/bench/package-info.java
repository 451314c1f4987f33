// SPDX-License-Identifier: GPL-3.0-or-later
/** Measures the window while it trains: how lively it stays, and what it costs the training. */
@NullMarked
package cliplab.app.bench;

import org.jspecify.annotations.NullMarked;
