// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.model.run.RunManifest;
import cliplab.model.train.TrainingOptions;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Which figure.
 *
 * @param epoch the one that is shown or, in a curve, marked; empty for the last, and no mark
 */
public record FigureRequest(FigureName name, OptionalInt epoch, FigureView view) {
    /**
     * A name for its file, without the ending, such as "2026-11-21-140500-seed0-loss-epoch30".
     *
     * @param run the name of its folder; empty where it was never written
     * @param shown the epoch shown, or the last that is done
     */
    public String stem(String run, TrainingOptions options, int shown) {
        String whose =
                run.isEmpty() ? RunManifest.preset(options).toLowerCase(Locale.ROOT) + "-seed" + options.seed() : run;
        return whose + "-" + name.id() + "-epoch" + shown;
    }
}
