// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Runs on disk, schema 1: settings, metrics, snapshots and checkpoints, each file whole or absent. A folder belongs to the
 * process that holds its lock.
 */
@NullMarked
package cliplab.model.run;

import org.jspecify.annotations.NullMarked;
