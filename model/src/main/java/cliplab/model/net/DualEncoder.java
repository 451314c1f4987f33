// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * An image encoder and a text encoder that meet in one space, with the logit scale between them and, for the sigmoid
 * loss, a bias: CLIP (Radford et al. 2021, figure 3), SigLIP (Zhai et al. 2023, algorithm 1).
 *
 * <p>Owned by one thread, which creates, uses and closes it; it owns its values, which live in a manager of its own.
 */
public final class DualEncoder implements AutoCloseable {
    public static final String LOGIT_BIAS = "logit_bias";

    private final NDManager manager;
    private final ImageEncoder images;
    private final TextEncoder texts;
    private final ParameterVector parameters;
    private final Map<String, NDArray> statistics = new LinkedHashMap<>();
    private final boolean biased;

    /**
     * @param parent where the values' own manager is made
     * @param startTemperature τ at the start
     * @param startBias the logit bias at the start; empty for a network without one
     * @param seed of the first values
     */
    public DualEncoder(
            NDManager parent,
            ImageEncoder images,
            TextEncoder texts,
            double startTemperature,
            OptionalDouble startBias,
            long seed) {
        this.manager = parent.newSubManager();
        this.images = images;
        this.texts = texts;
        this.biased = startBias.isPresent();
        List<ParameterSpec> specs = new ArrayList<>(images.parameters());
        specs.addAll(texts.parameters());
        specs.addAll(jointParameters(startTemperature, startBias));
        parameters = new ParameterVector(manager, specs, seed);
        images.statistics().forEach((name, values) -> statistics.put(name, manager.create(values)));
    }

    /** What both towers share: the logit scale and, where there is one, the bias. */
    private static List<ParameterSpec> jointParameters(double startTemperature, OptionalDouble startBias) {
        List<ParameterSpec> specs = new ArrayList<>();
        specs.add(LogitScale.spec(startTemperature));
        startBias.ifPresent(bias -> specs.add(
                new ParameterSpec(LOGIT_BIAS, new long[] {1}, false, new ParameterSpec.Start.Constant((float) bias))));
        return specs;
    }

    /**
     * The layers of such a network in order, which hold all of its parameters; needs no engine.
     *
     * @param imageSize height and width of the images, in pixels
     * @param startTemperature τ at the start
     * @param startBias empty for a network without a bias
     */
    public static List<LayerInfo> layers(
            ImageEncoder images, int imageSize, TextEncoder texts, double startTemperature, OptionalDouble startBias) {
        List<LayerInfo> layers = new ArrayList<>(images.layers(imageSize));
        layers.addAll(texts.layers());
        for (ParameterSpec spec : jointParameters(startTemperature, startBias)) {
            layers.add(LayerInfo.of("joint", spec.name(), LayerInfo.shape(1), List.of(spec)));
        }
        return layers;
    }

    public ImageEncoder imageEncoder() {
        return images;
    }

    public TextEncoder textEncoder() {
        return texts;
    }

    public ParameterVector parameters() {
        return parameters;
    }

    /** Whether there is a logit bias. */
    public boolean isBiased() {
        return biased;
    }

    /** What one pass reads, in the pass's own manager; with gradients collected for it where wanted. */
    public Weights weights(NDManager pass, boolean gradients) {
        return new Weights(parameters.leaves(pass, gradients), statistics);
    }

    /** (parameters), what a backward pass left at {@code weights}. */
    public NDArray gradient(Weights weights) {
        return parameters.gradient(weights.leaves());
    }

    /**
     * Vectors of length 1.
     *
     * @param pixels (N, height, width, 3) float, belonging to the pass's manager
     * @return (N, embedDim)
     */
    public NDArray encodeImages(NDArray pixels, Weights weights, boolean training) {
        return unit(images.encode(pixels.transpose(0, 3, 1, 2), weights, training));
    }

    /**
     * Vectors of length 1.
     *
     * @param tokens (N, contextLength) int32, belonging to the pass's manager
     * @param mask (N, contextLength, 1) float, 0 for padding
     * @return (N, embedDim)
     */
    public NDArray encodeTexts(NDArray tokens, NDArray mask, Weights weights) {
        return unit(texts.encode(tokens, mask, weights));
    }

    /** (1), exp of the learned logarithm. */
    public NDArray scale(Weights weights) {
        return weights.parameter(LogitScale.NAME).exp();
    }

    /** (1), the learned bias; only where {@link #isBiased}. */
    public NDArray bias(Weights weights) {
        return weights.parameter(LOGIT_BIAS);
    }

    /** Keeps the logit scale between two values of its logarithm, in place and without waiting for the device. */
    public void clampLogitScale(double low, double high) {
        try (NDManager scratch = manager.newSubManager()) {
            // The engine makes both bounds in the manager of what is clipped: that must not be ours.
            ParameterVector.assign(
                    parameters.view(LogitScale.NAME), logitScale(scratch).clip(low, high));
        }
    }

    /** A scalar in {@code pass} that is finite only if all parameters and running statistics are. */
    public NDArray checksum(NDManager pass) {
        NDArray parameterSum = parameters.flat().sum();
        parameterSum.attach(pass);
        NDArray all = NDArrays.concat(new NDList(List.copyOf(statistics.values())));
        all.attach(pass);
        return parameterSum.add(all.sum());
    }

    /** (1), ln of the logit scale as it is now, in {@code pass}; does not wait for the device. */
    public NDArray logitScale(NDManager pass) {
        NDArray own = parameters.view(LogitScale.NAME).stopGradient();
        own.attach(pass);
        return own;
    }

    /** ln of the logit scale; waits for the device. */
    public double logitScale() {
        return parameters.get(LogitScale.NAME)[0];
    }

    /** Parameters and running statistics by name, as a weight file holds them; waits for the device. */
    public Map<String, Values> values() {
        Map<String, Values> values = new LinkedHashMap<>();
        for (ParameterSpec spec : parameters.specs()) {
            values.put(spec.name(), new Values(spec.shape(), parameters.get(spec.name())));
        }
        statistics.forEach(
                (name, array) -> values.put(name, new Values(array.getShape().getShape(), array.toFloatArray())));
        return values;
    }

    /**
     * Replaces every parameter and running statistic.
     *
     * @throws IllegalArgumentException where one is missing or of another shape; nothing is replaced then
     */
    public void load(Map<String, Values> values) {
        values().forEach((name, own) -> {
            Values given = values.get(name);
            if (given == null || !new Shape(given.shape()).equals(new Shape(own.shape()))) {
                throw new IllegalArgumentException("the weights do not fit this network: " + name + " is "
                        + (given == null ? "missing" : "of another shape"));
            }
        });
        parameters.names().forEach(name -> parameters.set(name, at(values, name)));
        try (NDManager scratch = manager.newSubManager()) {
            statistics.forEach((name, array) -> ParameterVector.assign(array, scratch.create(at(values, name))));
        }
    }

    private static float[] at(Map<String, Values> values, String name) {
        Values found = values.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no " + name);
        }
        return found.values();
    }

    @Override
    public void close() {
        manager.close();
    }

    /** Rows divided by their Euclidean length. */
    private static NDArray unit(NDArray rows) {
        return rows.normalize(2, 1);
    }
}
