// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.Images;
import cliplab.model.data.PairDataset;
import cliplab.model.data.Picture;
import cliplab.model.data.RandomStream;
import cliplab.model.data.RgbImage;
import cliplab.model.data.ShapesDataset;
import cliplab.model.data.Tokenizer;
import cliplab.model.data.Tokens;
import cliplab.model.eval.Embedder;
import cliplab.model.eval.UnknownTextException;
import cliplab.model.eval.Vectors;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * A network without an engine: a text's vector is the sum of its words' vectors, whatever their order, and an image's is the sum of
 * those of red, green and blue by how much of each it has. Answers at once, or when told to. For one thread.
 */
public final class FakeNetwork implements AskedNetwork {
    private static final int DIM = 16;
    /** By the number of templates; each takes a moment to draw. */
    private static final Map<Integer, PairDataset> DATA = new ConcurrentHashMap<>();

    private final PairDataset data;
    private final Queue<Runnable> held = new ArrayDeque<>();
    private boolean holding;
    private boolean failing;
    private int asked;
    private double logitScale = Math.log(1 / 0.07);

    public FakeNetwork(PairDataset data) {
        this.data = data;
    }

    /** @param templates how many are declared, 1 … 8: their words are known */
    public static FakeNetwork of(int templates) {
        return new FakeNetwork(DATA.computeIfAbsent(
                templates,
                declared -> new ShapesDataset(
                        0, new ShapesDataset.Options(CaptionPolicy.TEMPLATE, 0, declared, List.of()))));
    }

    /** A picture of one colour. */
    public static Picture plain(String name, int red, int green, int blue) {
        byte[] pixels = new byte[32 * 32 * 3];
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = (byte) red;
            pixels[i + 1] = (byte) green;
            pixels[i + 2] = (byte) blue;
        }
        RgbImage image = new RgbImage(32, 32, pixels);
        return new Picture(name, 32, 32, image, image);
    }

    /** From now on questions wait for {@link #answer}. */
    public void hold() {
        holding = true;
    }

    /** Answers the oldest question that waits. */
    public void answer() {
        held.remove().run();
    }

    public int waiting() {
        return held.size();
    }

    /** Whether questions from now on get no answer. */
    public void fail(boolean now) {
        failing = now;
    }

    /** How many questions were put. */
    public int asked() {
        return asked;
    }

    /** The temperature it says it has learned. */
    public void learn(double temperature) {
        logitScale = -Math.log(temperature);
    }

    @Override
    public String name() {
        return "a fake";
    }

    @Override
    public boolean learning() {
        return true;
    }

    @Override
    public PairDataset data() {
        return data;
    }

    @Override
    public <T> CompletableFuture<T> ask(Function<? super Embedder, ? extends T> question) {
        asked++;
        if (failing) {
            return CompletableFuture.failedFuture(new IllegalStateException("the fake is gone"));
        }
        CompletableFuture<T> answer = new CompletableFuture<>();
        held.add(() -> {
            try {
                answer.complete(question.apply(new Words()));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        if (!holding) {
            answer();
        }
        return answer;
    }

    private float[] word(int id) {
        RandomStream random = RandomStream.of(0, "word", id);
        float[] vector = new float[DIM];
        for (int d = 0; d < DIM; d++) {
            vector[d] = (float) random.nextGaussian();
        }
        return vector;
    }

    private static void add(float[] sum, float[] vector, double factor) {
        for (int d = 0; d < DIM; d++) {
            sum[d] += (float) (factor * vector[d]);
        }
    }

    private final class Words implements Embedder {
        @Override
        public int embedDim() {
            return DIM;
        }

        @Override
        public ImagePreprocessor preprocessor() {
            return data.preprocessor();
        }

        @Override
        public Tokenizer tokenizer() {
            return data.tokenizer();
        }

        @Override
        public double logitScale() {
            return logitScale;
        }

        @Override
        public boolean readsOrder() {
            return false;
        }

        @Override
        public float[][] embedImages(Images images) {
            float[][] vectors = new float[images.count()][];
            int[] colours = List.of("red", "green", "blue").stream()
                    .mapToInt(colour -> data.tokenizer().tokenize(colour).ids()[0])
                    .toArray();
            byte[] pixels = new byte[images.bytesPerImage()];
            for (int i = 0; i < vectors.length; i++) {
                images.copyTo(i, pixels, 0);
                double[] light = new double[colours.length];
                for (int j = 0; j < pixels.length; j++) {
                    light[j % colours.length] += pixels[j] & 0xFF;
                }
                float[] sum = new float[DIM];
                sum[0] = 1; // black has a direction, too
                for (int colour = 0; colour < colours.length; colour++) {
                    add(sum, word(colours[colour]), light[colour] / pixels.length);
                }
                vectors[i] = Vectors.unit(sum);
            }
            return vectors;
        }

        @Override
        public float[][] embedTexts(List<String> texts) {
            return texts.stream().map(this::text).toArray(float[][]::new);
        }

        private float[] text(String text) {
            Tokens tokens = data.tokenizer().tokenize(text);
            if (tokens.isEmpty()) {
                throw new UnknownTextException(text);
            }
            float[] sum = new float[DIM];
            Arrays.stream(tokens.ids(), 0, tokens.length() - 1).sorted().forEach(id -> add(sum, word(id), 1));
            return Vectors.unit(sum);
        }
    }
}
