// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import cliplab.model.TestEngine;
import cliplab.model.data.RandomStream;
import cliplab.model.data.Tokens;
import cliplab.model.loss.Direction;
import cliplab.model.loss.InfoNce;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DualEncoderTest {
    private static final int SIDE = 32;
    private final NDManager root = TestEngine.manager();
    private final DualEncoder network = network(OptionalDouble.empty(), 0, 10);

    @AfterEach
    void close() {
        network.close();
        root.close();
    }

    private DualEncoder network(OptionalDouble bias, long seed, int vocabulary) {
        return new DualEncoder(
                root,
                new CnnImageEncoder(64, CnnImageEncoder.STRIDES),
                new TokenPoolTextEncoder(vocabulary, 64),
                0.07,
                bias,
                seed);
    }

    private static float[] pixels(int images) {
        RandomStream random = RandomStream.of(8, "pixels");
        float[] pixels = new float[images * SIDE * SIDE * 3];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextGaussian();
        }
        return pixels;
    }

    private static Tokens tokens(int width, int... words) {
        return new Tokens(Arrays.copyOf(words, width), words.length + 1, List.of(), List.of());
    }

    private static float[] imageVectors(DualEncoder network, NDManager parent, int images, boolean training) {
        try (NDManager pass = parent.newSubManager()) {
            NDArray input = pass.create(pixels(images), new Shape(images, SIDE, SIDE, 3));
            return network.encodeImages(input, network.weights(pass, false), training)
                    .toFloatArray();
        }
    }

    private float[] textVectors(Tokens... texts) {
        try (NDManager pass = root.newSubManager()) {
            TokenBatch batch = TokenBatch.of(pass, List.of(texts));
            NDArray vectors = network.encodeTexts(batch.ids(), batch.mask(), network.weights(pass, false));
            assertEquals(new Shape(texts.length, 64), vectors.getShape());
            return vectors.toFloatArray();
        }
    }

    private static Values value(Map<String, Values> values, String name) {
        return Objects.requireNonNull(values.get(name), name);
    }

    private static void assertSameValues(Map<String, Values> expected, Map<String, Values> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, values) -> {
            assertArrayEquals(values.shape(), value(actual, name).shape(), name);
            assertArrayEquals(values.values(), value(actual, name).values(), name);
        });
    }

    private static int size(List<ParameterSpec> specs) {
        return specs.stream().mapToInt(ParameterSpec::size).sum();
    }

    @Test
    void parametersAreCountedAsPublished() {
        assertEquals(70_112, size(network.imageEncoder().parameters()));
        assertEquals(4_800, size(network.textEncoder().parameters()));
        assertEquals(74_913, network.parameters().size());
        assertFalse(network.isBiased());
        try (DualEncoder biased = network(OptionalDouble.of(-10), 0, 10)) {
            assertEquals(74_914, biased.parameters().size());
            assertTrue(biased.isBiased());
            assertArrayEquals(new float[] {-10}, biased.parameters().get("logit_bias"));
        }
    }

    @Test
    void everyWeightHasItsNameAndShape() {
        Map<String, String> expected = new LinkedHashMap<>();
        int[] channels = {3, 32, 32, 64, 64};
        for (int layer = 1; layer <= 4; layer++) {
            String out = "[" + channels[layer] + "]";
            expected.put(
                    "image.conv" + layer + ".weight", "[" + channels[layer] + ", " + channels[layer - 1] + ", 3, 3]");
            expected.put("image.conv" + layer + ".bias", out);
            expected.put("image.bn" + layer + ".weight", out);
            expected.put("image.bn" + layer + ".bias", out);
        }
        expected.put("image.projection.weight", "[64, 64]");
        expected.put("image.projection.bias", "[64]");
        expected.put("text.embedding.weight", "[10, 64]");
        expected.put("text.projection.weight", "[64, 64]");
        expected.put("text.projection.bias", "[64]");
        expected.put("logit_scale", "[1]");
        assertEquals(List.copyOf(expected.keySet()), network.parameters().names());
        for (int layer = 1; layer <= 4; layer++) {
            expected.put("image.bn" + layer + ".running_mean", "[" + channels[layer] + "]");
            expected.put("image.bn" + layer + ".running_var", "[" + channels[layer] + "]");
        }
        Map<String, String> actual = new LinkedHashMap<>();
        network.values().forEach((name, values) -> actual.put(name, Arrays.toString(values.shape())));
        assertEquals(List.copyOf(expected.entrySet()), List.copyOf(actual.entrySet()));
    }

    @Test
    void decayIsForMatricesAndConvolutionsAlone() {
        for (ParameterSpec spec : network.parameters().specs()) {
            assertEquals(spec.shape().length > 1, spec.decayed(), spec.name());
        }
        float[] mask = network.parameters().decayMask().toFloatArray();
        double decayed = 0;
        for (float one : mask) {
            decayed += one;
        }
        assertEquals(9 * (3 * 32 + 32 * 32 + 32 * 64 + 64 * 64) + 64 * 64 + 10 * 64 + 64 * 64, decayed);
    }

    @Test
    void firstValuesFollowTheSeedAndTheirDistributions() {
        Map<String, Values> values = network.values();
        try (DualEncoder same = network(OptionalDouble.empty(), 0, 10);
                DualEncoder other = network(OptionalDouble.empty(), 1, 10)) {
            assertSameValues(values, same.values());
            assertFalse(Arrays.equals(
                    value(values, "image.conv2.weight").values(),
                    value(other.values(), "image.conv2.weight").values()));
        }
        double bound = 1 / Math.sqrt(32 * 9);
        double square = 0;
        float[] conv = value(values, "image.conv2.weight").values();
        for (float w : conv) {
            assertTrue(Math.abs(w) <= bound);
            square += w * (double) w;
        }
        assertEquals(bound * bound / 3, square / conv.length, 0.05 * bound * bound / 3);
        for (float w : value(values, "image.bn3.weight").values()) {
            assertEquals(1f, w);
        }
        for (float w : value(values, "image.bn3.running_var").values()) {
            assertEquals(1f, w);
        }
        assertEquals(Math.log(1 / 0.07), network.logitScale(), 1e-6);
        // Weights of one shape are drawn apart.
        assertNotEquals(
                value(values, "image.projection.weight").values()[0],
                value(values, "text.projection.weight").values()[0]);
    }

    @Test
    void imagesAndTextsBecomeVectorsOfLengthOne() {
        float[] images = imageVectors(network, root, 3, false);
        assertEquals(3 * 64, images.length);
        float[] texts = textVectors(tokens(4, 1, 2, 6), tokens(4, 1, 3), tokens(4, 9, 9, 9));
        for (float[] vectors : List.of(images, texts)) {
            for (int row = 0; row < 3; row++) {
                double square = 0;
                for (int d = 0; d < 64; d++) {
                    square += vectors[row * 64 + d] * (double) vectors[row * 64 + d];
                }
                assertEquals(1, square, 1e-5);
            }
        }
    }

    @Test
    void paddingIsNotSeen() {
        float[] tight = textVectors(tokens(3, 4, 7));
        assertArrayEquals(tight, textVectors(tokens(9, 4, 7)), 1e-6f);
        // Nor is what stands in the padding.
        Tokens rubbish = new Tokens(new int[] {4, 7, 0, 5, 9}, 3, List.of(), List.of());
        assertArrayEquals(tight, textVectors(rubbish), 1e-6f);
        // The closing token is.
        Tokens open = new Tokens(new int[] {4, 7, 0}, 2, List.of(), List.of());
        assertFalse(Arrays.equals(tight, textVectors(open)));
    }

    @Test
    void theOrderOfWordsDoesNotMatterAndTheWordsDo() {
        float[] one = textVectors(tokens(4, 1, 2, 6));
        assertArrayEquals(one, textVectors(tokens(4, 6, 1, 2)), 1e-6f);
        float[] other = textVectors(tokens(4, 1, 3, 6));
        double cosine = 0;
        for (int d = 0; d < 64; d++) {
            cosine += one[d] * other[d];
        }
        assertTrue(cosine < 0.999);
    }

    @Test
    void theTextEncoderIsTheMeanOfTokenVectorsThroughALinearLayer() {
        Map<String, Values> values = network.values();
        float[] table = value(values, "text.embedding.weight").values();
        float[] weight = value(values, "text.projection.weight").values();
        float[] bias = value(values, "text.projection.bias").values();
        int[] ids = {1, 2, 6, 0};
        double[] out = new double[64];
        double square = 0;
        for (int o = 0; o < 64; o++) {
            out[o] = bias[o];
            for (int i = 0; i < 64; i++) {
                double mean = 0;
                for (int id : ids) {
                    mean += table[id * 64 + i] / 4.0;
                }
                out[o] += weight[o * 64 + i] * mean;
            }
            square += out[o] * out[o];
        }
        float[] actual = textVectors(tokens(6, 1, 2, 6));
        for (int o = 0; o < 64; o++) {
            assertEquals(out[o] / Math.sqrt(square), actual[o], 1e-5);
        }
    }

    @Test
    void theImageEncoderAgreesWithPlainArithmetic() {
        Map<String, Values> values = new LinkedHashMap<>(network.values());
        RandomStream random = RandomStream.of(1, "statistics");
        for (int layer = 1; layer <= 4; layer++) {
            for (String name : List.of("weight", "bias", "running_mean", "running_var")) {
                Values old = value(values, "image.bn" + layer + "." + name);
                float[] drawn = new float[old.values().length];
                for (int i = 0; i < drawn.length; i++) {
                    drawn[i] = (float) random.uniform(0.3, 1.3);
                }
                values.put("image.bn" + layer + "." + name, new Values(old.shape(), drawn));
            }
        }
        network.load(values);
        float[] expected = PlainCnn.encode(values, pixels(2), 2, SIDE, CnnImageEncoder.STRIDES);
        assertArrayEquals(expected, imageVectors(network, root, 2, false), 2e-5f);
    }

    @Test
    void otherStridesAgreeWithPlainArithmeticToo() {
        List<Integer> strides = List.of(1, 2, 2, 2);
        try (DualEncoder other = new DualEncoder(
                root,
                new CnnImageEncoder(64, strides),
                new TokenPoolTextEncoder(10, 64),
                0.07,
                OptionalDouble.empty(),
                2)) {
            assertArrayEquals(
                    PlainCnn.encode(other.values(), pixels(1), 1, SIDE, strides),
                    imageVectors(other, root, 1, false),
                    2e-5f);
        }
        assertThrows(IllegalArgumentException.class, () -> new CnnImageEncoder(64, List.of(1, 2, 2)));
        assertThrows(IllegalArgumentException.class, () -> new CnnImageEncoder(64, List.of(1, 2, 2, 3)));
    }

    @Test
    void everyElementOfAConvolutionComesBackWhereItWasPut() {
        float[] numbered = new float[64 * 32 * 9];
        for (int i = 0; i < numbered.length; i++) {
            numbered[i] = i;
        }
        float[] before = network.parameters().get("image.conv2.weight");
        network.parameters().set("image.conv3.weight", numbered);
        assertArrayEquals(numbered, network.parameters().get("image.conv3.weight"));
        assertArrayEquals(before, network.parameters().get("image.conv2.weight"));
        NDArray view = network.parameters().view("image.conv3.weight");
        assertEquals(new Shape(64, 32, 3, 3), view.getShape());
        try (NDManager scratch = root.newSubManager()) {
            NDArray one = view.get("5, 7, 1, 2");
            one.attach(scratch);
            assertEquals(5 * 288 + 7 * 9 + 3 + 2, one.getFloat());
        }
        // In memory the channels of one place stand together.
        int start = 3 * 32 * 9 + 3 * 32 + 32 * 32 * 9 + 3 * 32;
        float[] flat = network.parameters().flat().toFloatArray();
        assertEquals(0, flat[start]);
        assertEquals(9, flat[start + 1]);
        assertEquals(1, flat[start + 32]);
        assertThrows(
                IllegalArgumentException.class, () -> network.parameters().set("image.conv3.weight", new float[5]));
        assertThrows(IllegalArgumentException.class, () -> network.parameters().get("image.conv5.weight"));
    }

    @Test
    void aNetworkLoadedWithAnothersValuesIsTheSame() {
        try (DualEncoder trained = network(OptionalDouble.empty(), 7, 10)) {
            imageVectors(trained, root, 6, true); // moves the running statistics
            network.load(trained.values());
            assertSameValues(trained.values(), network.values());
            assertArrayEquals(imageVectors(trained, root, 2, false), imageVectors(network, root, 2, false));
        }
    }

    @Test
    void valuesThatDoNotFitAreRefusedAndNothingIsReplaced() {
        Map<String, Values> before = network.values();
        Map<String, Values> missing = new LinkedHashMap<>();
        before.forEach((name, values) ->
                missing.put(name, new Values(values.shape(), new float[values.values().length])));
        missing.remove("image.bn4.running_var");
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, () -> network.load(missing));
        assertTrue(String.valueOf(refused.getMessage()).contains("image.bn4.running_var"));

        Map<String, Values> wrong = new LinkedHashMap<>(before);
        wrong.put("image.conv1.weight", new Values(new long[] {3, 32, 3, 3}, new float[32 * 27]));
        assertThrows(IllegalArgumentException.class, () -> network.load(wrong));
        try (DualEncoder larger = network(OptionalDouble.empty(), 3, 20)) {
            assertThrows(IllegalArgumentException.class, () -> network.load(larger.values()));
        }
        assertSameValues(before, network.values());
        assertThrows(IllegalArgumentException.class, () -> new Values(new long[] {2, 2}, new float[3]));
    }

    @Test
    void runningStatisticsMoveInTrainingAlone() {
        Map<String, Values> before = network.values();
        imageVectors(network, root, 4, false);
        assertSameValues(before, network.values());
        imageVectors(network, root, 4, true);
        Map<String, Values> after = network.values();
        before.forEach((name, values) -> assertEquals(
                !name.contains("running"),
                Arrays.equals(values.values(), value(after, name).values()),
                name));
    }

    @Test
    void aTenthOfARunningStatisticIsNewAtEachStep() {
        double[][] moments = PlainCnn.firstLayerMoments(network.values(), pixels(4), 4, SIDE, 2);
        imageVectors(network, root, 4, true);
        Map<String, Values> after = network.values();
        for (int c = 0; c < 32; c++) {
            assertEquals(
                    0.1 * moments[0][c], value(after, "image.bn1.running_mean").values()[c], 1e-5);
            // PyTorch keeps the unbiased variance.
            assertEquals(
                    0.9 + 0.1 * moments[1][c],
                    value(after, "image.bn1.running_var").values()[c],
                    1e-5);
        }
    }

    @Test
    void fiftyPassesLeaveNothingBehind() {
        InfoNce loss = new InfoNce(Direction.BOTH);
        int held = 0;
        for (int i = 0; i < 50; i++) {
            try (NDManager pass = root.newSubManager();
                    GradientCollector collector = Engine.getInstance().newGradientCollector()) {
                Weights weights = network.weights(pass, true);
                NDArray images =
                        network.encodeImages(pass.create(pixels(3), new Shape(3, SIDE, SIDE, 3)), weights, true);
                TokenBatch texts =
                        TokenBatch.of(pass, List.of(tokens(4, 1, 2, 6), tokens(4, 1, 3), tokens(4, 9, 9, 9)));
                NDArray captions = network.encodeTexts(texts.ids(), texts.mask(), weights);
                NDArray logits = images.matMul(captions.transpose()).mul(network.scale(weights));
                collector.backward(loss.terms(logits).total());
                NDArray gradient = network.gradient(weights);
                assertEquals(74_913, gradient.size());
                network.clampLogitScale(0, 4.6);
            }
            network.logitScale();
            if (i == 1) {
                held = arrays();
            }
        }
        assertEquals(held, arrays());
    }

    private int arrays() {
        return root.getManagedArrays().size(); // those of managers below it included
    }

    @Test
    void theGradientStandsInTheOrderOfTheVector() {
        try (NDManager pass = root.newSubManager();
                GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            Weights weights = network.weights(pass, true);
            // d/dw of Σ w·c is c: sent through the seen shape, it must arrive at the place in memory.
            float[] factors = new float[32 * 3 * 9];
            for (int i = 0; i < factors.length; i++) {
                factors[i] = i;
            }
            NDArray leaf = weights.parameter("image.conv1.weight");
            NDArray sum = leaf.mul(pass.create(factors, new Shape(32, 3, 3, 3))).sum();
            for (String name : network.parameters().names()) {
                if (!name.equals("image.conv1.weight")) {
                    sum = sum.add(weights.parameter(name).sum());
                }
            }
            collector.backward(sum);
            float[] gradient = network.gradient(weights).toFloatArray();
            network.parameters().set("image.conv1.weight", factors);
            float[] flat = network.parameters().flat().toFloatArray();
            assertArrayEquals(Arrays.copyOf(flat, factors.length), Arrays.copyOf(gradient, factors.length));
            assertEquals(0f, gradient[factors.length], "a bias that batch normalisation cancels has none");
            assertEquals(1f, gradient[factors.length + 32]);
        }
    }

    @Test
    void theLogitScaleIsKeptBetweenItsBounds() {
        network.clampLogitScale(Double.NEGATIVE_INFINITY, 1.5);
        assertEquals(1.5f, (float) network.logitScale());
        network.clampLogitScale(2.25, 2.25);
        assertEquals(2.25f, (float) network.logitScale());
        network.clampLogitScale(Double.NEGATIVE_INFINITY, Math.log(LogitScale.MAX));
        assertEquals(2.25f, (float) network.logitScale());
        assertEquals(0.07, LogitScale.temperature(LogitScale.ofTemperature(0.07)), 1e-15);
    }
}
