// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All parameters of a network in one flat array, so that the optimiser updates them with a dozen operations instead of a
 * dozen for each. Named parameters are views of it. Convolution weights lie in memory as (out, height, width, in), the
 * order channels-last convolution likes best, and are seen everywhere as (out, in, height, width).
 *
 * <p>Owned by the network's thread; the arrays live in the manager given and are closed with it.
 */
public final class ParameterVector {
    private static final int[] TO_MEMORY = {0, 2, 3, 1};
    private static final int[] TO_SEEN = {0, 3, 1, 2};

    private final List<ParameterSpec> specs;
    private final NDArray flat;
    private final NDArray decayMask;
    private final Map<String, NDArray> views = new LinkedHashMap<>();
    private final Set<String> cancelled;

    /** Fresh values under {@code seed}, in {@code manager}. */
    ParameterVector(NDManager manager, List<ParameterSpec> specs, long seed) {
        this.specs = List.copyOf(specs);
        cancelled = specs.stream()
                .filter(ParameterSpec::cancelled)
                .map(ParameterSpec::name)
                .collect(Collectors.toUnmodifiableSet());
        int total = specs.stream().mapToInt(ParameterSpec::size).sum();
        flat = manager.zeros(new Shape(total));
        float[] mask = new float[total];
        int start = 0;
        for (ParameterSpec spec : specs) {
            int end = start + spec.size();
            if (spec.decayed()) {
                Arrays.fill(mask, start, end, 1f);
            }
            views.put(spec.name(), view(spec, flat.get(new NDIndex(start + ":" + end))));
            start = end;
        }
        decayMask = manager.create(mask);
        specs.forEach(spec -> set(spec.name(), spec.draw(seed)));
    }

    private static NDArray view(ParameterSpec spec, NDArray slice) {
        long[] s = spec.shape();
        return spec.isConvolution()
                ? slice.reshape(new Shape(s[0], s[2], s[3], s[1])).transpose(TO_SEEN)
                : slice.reshape(new Shape(s));
    }

    public List<ParameterSpec> specs() {
        return specs;
    }

    /** The number of parameters. */
    public int size() {
        return Math.toIntExact(flat.size());
    }

    /** (size), all values; the optimiser changes it in place. */
    public NDArray flat() {
        return flat;
    }

    /** (size), 1 where weight decay applies and 0 elsewhere. */
    public NDArray decayMask() {
        return decayMask;
    }

    /** One parameter, a view: what is written to it is written to the vector. */
    NDArray view(String name) {
        NDArray view = views.get(name);
        if (view == null) {
            throw new IllegalArgumentException("there is no parameter " + name);
        }
        return view;
    }

    /** Views of all parameters that belong to {@code step}, ready to collect gradients where wanted. */
    Map<String, NDArray> leaves(NDManager step, boolean gradients) {
        Map<String, NDArray> leaves = new LinkedHashMap<>();
        views.forEach((name, view) -> {
            NDArray leaf = view.stopGradient();
            leaf.attach(step);
            if (gradients && !cancelled.contains(name)) {
                leaf.setRequiresGradient(true);
            }
            leaves.put(name, leaf);
        });
        return leaves;
    }

    /** (size), the gradients that a backward pass left at {@code leaves}, in the order of the vector. */
    NDArray gradient(Map<String, NDArray> leaves) {
        NDList parts = new NDList(leaves.size());
        leaves.forEach((name, leaf) -> {
            NDArray gradient = cancelled.contains(name) ? leaf.zerosLike() : leaf.getGradient();
            NDArray ordered = gradient.getShape().dimension() == 4 ? gradient.transpose(TO_MEMORY) : gradient;
            parts.add(ordered.flatten());
        });
        return NDArrays.concat(parts);
    }

    /** The values of one parameter, row by row in its shape. */
    public float[] get(String name) {
        try (NDManager scratch = flat.getManager().newSubManager()) {
            NDArray copy = view(name).flatten();
            copy.attach(scratch);
            return copy.toFloatArray();
        }
    }

    /** Replaces the values of one parameter, given row by row in its shape. */
    public void set(String name, float[] values) {
        NDArray view = view(name);
        if (values.length != view.size()) {
            throw new IllegalArgumentException(name + " has " + view.size() + " values, not " + values.length);
        }
        try (NDManager scratch = flat.getManager().newSubManager()) {
            assign(view, scratch.create(values, view.getShape()));
        }
    }

    /** Overwrites finite values in place; the engine has no plain copy between arrays that keeps views intact. */
    static void assign(NDArray target, NDArray values) {
        target.muli(0).addi(values);
    }

    /** The names in order. */
    public List<String> names() {
        return new ArrayList<>(views.keySet());
    }
}
