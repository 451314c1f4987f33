// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.model.loss.ContrastiveLoss;
import cliplab.model.loss.Direction;
import cliplab.model.loss.InfoNce;
import cliplab.model.loss.SigmoidPairwise;

/** The losses to choose from. */
public enum LossKind {
    INFONCE,
    SIGMOID;

    static LossKind of(ContrastiveLoss loss) {
        return switch (loss) {
            case InfoNce _ -> INFONCE;
            case SigmoidPairwise _ -> SIGMOID;
        };
    }

    static Direction directionOf(ContrastiveLoss loss) {
        return switch (loss) {
            case InfoNce infoNce -> infoNce.direction();
            case SigmoidPairwise _ -> Direction.BOTH;
        };
    }

    /** @param direction of InfoNCE; the sigmoid loss has none */
    ContrastiveLoss loss(Direction direction) {
        return switch (this) {
            case INFONCE -> new InfoNce(direction);
            case SIGMOID -> new SigmoidPairwise();
        };
    }
}
