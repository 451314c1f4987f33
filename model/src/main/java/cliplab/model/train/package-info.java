// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The training loop: options, batches, optimiser, one step, and a run that can be started, paused, stepped, steered,
 * stopped and resumed. A run's engine objects live and die on the thread that calls {@code TrainingRun.run}; everything a
 * run reports is a record of plain numbers.
 */
@NullMarked
package cliplab.model.train;

import org.jspecify.annotations.NullMarked;
