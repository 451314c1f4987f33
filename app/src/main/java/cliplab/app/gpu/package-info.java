// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Fetching the CUDA libraries that the engine can use in place of its own: what is asked of the network, what is kept of an
 * interrupted fetch, and what is recorded. The only package that opens a connection, and only when it is called to.
 */
@NullMarked
package cliplab.app.gpu;

import org.jspecify.annotations.NullMarked;
