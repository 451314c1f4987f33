// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

import cliplab.model.data.RandomStream;

/**
 * One parameter of a network before it has values.
 *
 * @param name as it stands in weight files, such as "image.conv1.weight"
 * @param shape as it stands in weight files; convolution weights are (out, in, height, width)
 * @param decayed whether weight decay applies
 * @param start how its values begin
 * @param cancelled whether what follows cancels it out in training, as batch normalisation does a bias before it: its
 *     gradient is zero then and need not be computed
 */
public record ParameterSpec(String name, long[] shape, boolean decayed, Start start, boolean cancelled) {
    public ParameterSpec(String name, long[] shape, boolean decayed, Start start) {
        this(name, shape, decayed, start, false);
    }

    /** The distribution a parameter's values are drawn from. */
    public sealed interface Start {
        /** All of one value. */
        record Constant(float value) implements Start {}

        /** Uniform in ±1/√fanIn, as PyTorch starts convolutions and linear layers. */
        record Uniform(long fanIn) implements Start {}

        /** Normal about 0. */
        record Normal(double deviation) implements Start {}
    }

    public ParameterSpec {
        shape = shape.clone();
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    public int size() {
        long size = 1;
        for (long side : shape) {
            size *= side;
        }
        return Math.toIntExact(size);
    }

    boolean isConvolution() {
        return shape.length == 4;
    }

    /** The first values, row by row in {@link #shape}, from a stream of this parameter's own. */
    float[] draw(long seed) {
        RandomStream random = RandomStream.of(seed, "start", name.hashCode());
        float[] values = new float[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (start) {
                case Start.Constant constant -> constant.value();
                case Start.Uniform uniform -> {
                    double bound = 1 / StrictMath.sqrt((double) uniform.fanIn());
                    yield (float) random.uniform(-bound, bound);
                }
                case Start.Normal normal -> (float) (normal.deviation() * random.nextGaussian());
            };
        }
        return values;
    }
}
