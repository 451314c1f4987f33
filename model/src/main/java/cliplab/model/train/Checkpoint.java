// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.net.Values;
import java.util.Map;

/**
 * All that a run needs to go on as if it had never stopped.
 *
 * @param weights parameters and running statistics by name
 * @param firstMoment (parameters), the optimiser's mean of gradients, in its own order
 * @param secondMoment (parameters), its mean of squared gradients
 * @param progress how far the run has come
 * @param live the settings in force at the last step
 * @param wanted the settings asked for since; recorded as changes when the next step is made, and not before
 */
public record Checkpoint(
        Map<String, Values> weights,
        Values firstMoment,
        Values secondMoment,
        Progress progress,
        LiveOptions live,
        LiveOptions wanted) {}
