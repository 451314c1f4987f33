// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import cliplab.model.data.RgbImage;
import cliplab.model.net.ParameterSpec.Start;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Four 3×3 convolutions 3→32→32→64→64, each with batch normalisation and ReLU, then the mean over all places and a linear
 * layer: 70,112 parameters at embedDim 64. Stateless and thread-safe.
 */
public final class CnnImageEncoder implements ImageEncoder {
    /** The strides of the reference: the first convolution already halves the picture, which costs little of what the
     * network sees and most of what it takes to compute. */
    public static final List<Integer> STRIDES = List.of(2, 1, 2, 2);

    private static final int[] CHANNELS = {RgbImage.CHANNELS, 32, 32, 64, 64};
    private static final Shape PADDING = new Shape(1, 1);
    private static final Shape DILATION = new Shape(1, 1);
    private static final float EPSILON = 1e-5f;
    /** The share of the old running statistic kept at each step. */
    private static final float MOMENTUM = 0.9f;

    private final int embedDim;
    private final List<Integer> strides;

    /** @param strides of the four convolutions, each 1 or 2 */
    public CnnImageEncoder(int embedDim, List<Integer> strides) {
        checkStrides(strides);
        this.embedDim = embedDim;
        this.strides = List.copyOf(strides);
    }

    /** Refuses what is not one stride of 1 or 2 for each convolution. */
    public static void checkStrides(List<Integer> strides) {
        if (strides.size() != CHANNELS.length - 1 || strides.stream().anyMatch(s -> s < 1 || s > 2)) {
            throw new IllegalArgumentException("four strides of 1 or 2 are needed, not " + strides);
        }
    }

    @Override
    public List<ParameterSpec> parameters() {
        List<ParameterSpec> specs = new ArrayList<>();
        for (int layer = 1; layer < CHANNELS.length; layer++) {
            long in = CHANNELS[layer - 1];
            long out = CHANNELS[layer];
            Start start = new Start.Uniform(in * 9);
            specs.add(new ParameterSpec(conv(layer) + "weight", new long[] {out, in, 3, 3}, true, start));
            specs.add(new ParameterSpec(conv(layer) + "bias", new long[] {out}, false, start, true));
            specs.add(new ParameterSpec(norm(layer) + "weight", new long[] {out}, false, new Start.Constant(1)));
            specs.add(new ParameterSpec(norm(layer) + "bias", new long[] {out}, false, new Start.Constant(0)));
        }
        long width = CHANNELS[CHANNELS.length - 1];
        Start start = new Start.Uniform(width);
        specs.add(new ParameterSpec("image.projection.weight", new long[] {embedDim, width}, true, start));
        specs.add(new ParameterSpec("image.projection.bias", new long[] {embedDim}, false, start));
        return specs;
    }

    @Override
    public Map<String, float[]> statistics() {
        Map<String, float[]> statistics = new LinkedHashMap<>();
        for (int layer = 1; layer < CHANNELS.length; layer++) {
            float[] ones = new float[CHANNELS[layer]];
            Arrays.fill(ones, 1);
            statistics.put(norm(layer) + "running_mean", new float[CHANNELS[layer]]);
            statistics.put(norm(layer) + "running_var", ones);
        }
        return statistics;
    }

    @Override
    public NDArray encode(NDArray images, Weights weights, boolean training) {
        NDArray x = images; // (N, 3, H, W)
        for (int layer = 1; layer < CHANNELS.length; layer++) {
            int stride = strides.get(layer - 1);
            x = Conv2d.conv2d(
                            x,
                            weights.parameter(conv(layer) + "weight"),
                            weights.parameter(conv(layer) + "bias"),
                            new Shape(stride, stride),
                            PADDING,
                            DILATION)
                    .singletonOrThrow();
            x = BatchNorm.batchNorm(
                            x,
                            weights.statistic(norm(layer) + "running_mean"),
                            weights.statistic(norm(layer) + "running_var"),
                            weights.parameter(norm(layer) + "weight"),
                            weights.parameter(norm(layer) + "bias"),
                            -1, // asks for the channel axis of (N, C, H, W)
                            MOMENTUM,
                            EPSILON,
                            training)
                    .singletonOrThrow();
            x = Activation.relu(x); // (N, C, H′, W′)
        }
        long n = x.getShape().get(0);
        long channels = x.getShape().get(1);
        // Memory is channels-last, so this reshape is a view.
        x = x.transpose(0, 2, 3, 1).reshape(n, -1, channels).mean(new int[] {1}); // (N, C)
        return Linear.linear(
                        x, weights.parameter("image.projection.weight"), weights.parameter("image.projection.bias"))
                .singletonOrThrow(); // (N, embedDim)
    }

    @Override
    public List<LayerInfo> layers(int size) {
        List<LayerInfo> layers = new ArrayList<>();
        int side = size;
        for (int layer = 1; layer < CHANNELS.length; layer++) {
            side = (side - 1) / strides.get(layer - 1) + 1; // 3×3, padded by one
            String output = LayerInfo.shape(CHANNELS[layer], side, side);
            layers.add(layer("conv" + layer, output, conv(layer)));
            layers.add(layer("bn" + layer, output, norm(layer)));
            layers.add(layer("relu" + layer, output, null));
        }
        layers.add(layer("mean", LayerInfo.shape(CHANNELS[CHANNELS.length - 1]), null));
        layers.add(layer("projection", LayerInfo.shape(embedDim), "image.projection."));
        return layers;
    }

    /** @param prefix of its parameters' names, or null for a layer without */
    private LayerInfo layer(String name, String output, @Nullable String prefix) {
        return LayerInfo.of(
                "image",
                name,
                output,
                parameters().stream()
                        .filter(spec -> prefix != null && spec.name().startsWith(prefix))
                        .toList());
    }

    public List<Integer> strides() {
        return strides;
    }

    @Override
    public String describe() {
        return "cnn 3x3 3-32-32-64-64, strides "
                + strides.stream().map(String::valueOf).collect(Collectors.joining(","))
                + ", batch norm, ReLU, mean pool, linear " + embedDim;
    }

    private static String conv(int layer) {
        return "image.conv" + layer + ".";
    }

    private static String norm(int layer) {
        return "image.bn" + layer + ".";
    }
}
