// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cliplab.model.net.ParameterVector;
import cliplab.model.net.Values;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2) over one flat vector. Its moments are ours to
 * save. Owned by the network's thread; its arrays live in the manager given.
 */
final class AdamW {
    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final ParameterVector parameters;
    private final float weightDecay;
    private final NDArray firstMoment;
    private final NDArray secondMoment;
    // Numbers as arrays: the engine would make and free one for each use.
    private final NDArray keep1;
    private final NDArray take1;
    private final NDArray keep2;
    private final NDArray take2;
    private final NDArray epsilon;

    AdamW(NDManager manager, ParameterVector parameters, double weightDecay) {
        this.parameters = parameters;
        this.weightDecay = (float) weightDecay;
        firstMoment = manager.zeros(new Shape(parameters.size()));
        secondMoment = manager.zeros(new Shape(parameters.size()));
        keep1 = manager.create((float) BETA_1);
        take1 = manager.create((float) (1 - BETA_1));
        keep2 = manager.create((float) BETA_2);
        take2 = manager.create((float) (1 - BETA_2));
        epsilon = manager.create(EPSILON);
    }

    /**
     * One update.
     *
     * @param pass owns what is made on the way
     * @param gradient (parameters), belonging to {@code pass}; used up
     * @param updates how many were made before
     */
    void update(NDManager pass, NDArray gradient, double learningRate, long updates) {
        double correction1 = 1 - Math.pow(BETA_1, updates + 1.0);
        double correction2 = 1 - Math.pow(BETA_2, updates + 1.0);
        firstMoment.muli(keep1).addi(gradient.mul(take1));
        secondMoment.muli(keep2).addi(gradient.muli(gradient).muli(take2));
        NDArray divisor = in(pass, secondMoment.sqrt())
                .divi((float) Math.sqrt(correction2))
                .addi(epsilon);
        NDArray change = in(pass, firstMoment.div(divisor)).muli((float) (learningRate / correction1));
        if (weightDecay > 0) {
            NDArray flat = parameters.flat();
            NDArray decay = in(pass, flat.mul(parameters.decayMask()));
            change.addi(decay.muli((float) (learningRate * weightDecay)));
        }
        parameters.flat().subi(change);
    }

    /** A result belongs to the manager of what it was computed from; this one is needed for the pass only. */
    private static NDArray in(NDManager pass, NDArray result) {
        result.attach(pass);
        return result;
    }

    Values firstMoment() {
        return values(firstMoment);
    }

    Values secondMoment() {
        return values(secondMoment);
    }

    void restore(Values first, Values second) {
        restore(firstMoment, first);
        restore(secondMoment, second);
    }

    private static Values values(NDArray array) {
        return new Values(array.getShape().getShape(), array.toFloatArray());
    }

    private static void restore(NDArray array, Values values) {
        try (NDManager scratch = array.getManager().newSubManager()) {
            array.muli(0).addi(scratch.create(values.values()));
        }
    }
}
