// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.Images;
import cliplab.model.data.RgbImage;
import cliplab.model.data.Tokenizer;
import cliplab.model.data.Tokens;
import cliplab.model.net.DualEncoder;
import cliplab.model.net.TokenBatch;
import cliplab.model.net.Weights;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A dual encoder of ours as an {@link Embedder}, in evaluation mode. Uses the network on the calling thread, which must be
 * its owner; owns nothing.
 */
public final class DualEncoderEmbedder implements Embedder {
    /** Images that pass through the network at a time: enough to keep it busy, few enough to stay small. */
    private static final int CHUNK = 120;

    private final NDManager parent;
    private final DualEncoder network;
    private final ImagePreprocessor preprocessor;
    private final Tokenizer tokenizer;
    private final int embedDim;
    private final Runnable between;

    /** @param parent where the manager of each pass is made */
    public DualEncoderEmbedder(
            NDManager parent, DualEncoder network, ImagePreprocessor preprocessor, Tokenizer tokenizer, int embedDim) {
        this(parent, network, preprocessor, tokenizer, embedDim, () -> {});
    }

    /**
     * @param parent where the manager of each pass is made
     * @param between called after each pass of images, so that others need not wait for all of them
     */
    public DualEncoderEmbedder(
            NDManager parent,
            DualEncoder network,
            ImagePreprocessor preprocessor,
            Tokenizer tokenizer,
            int embedDim,
            Runnable between) {
        this.parent = parent;
        this.network = network;
        this.preprocessor = preprocessor;
        this.tokenizer = tokenizer;
        this.embedDim = embedDim;
        this.between = between;
    }

    @Override
    public int embedDim() {
        return embedDim;
    }

    @Override
    public ImagePreprocessor preprocessor() {
        return preprocessor;
    }

    @Override
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public double logitScale() {
        return network.logitScale();
    }

    @Override
    public boolean readsOrder() {
        return network.textEncoder().readsOrder();
    }

    @Override
    public float[][] embedImages(Images images) {
        if (images.width() != preprocessor.size() || images.height() != preprocessor.size()) {
            throw new IllegalArgumentException("images must be " + preprocessor.size() + " pixels wide and high");
        }
        float[][] vectors = new float[images.count()][];
        for (int start = 0; start < vectors.length; start += CHUNK) {
            int count = Math.min(CHUNK, vectors.length - start);
            byte[] bytes = new byte[count * images.bytesPerImage()];
            for (int i = 0; i < count; i++) {
                images.copyTo(start + i, bytes, i * images.bytesPerImage());
            }
            // Handed an array, DJL copies it into memory that waits for a garbage collection: 5 MB an evaluation.
            try (Arena memory = Arena.ofConfined();
                    NDManager pass = parent.newSubManager()) {
                NDArray pixels = pass.create(
                        memory.allocateFrom(ValueLayout.JAVA_FLOAT, preprocessor.normalise(bytes))
                                .asByteBuffer()
                                .order(ByteOrder.nativeOrder()),
                        new Shape(count, images.height(), images.width(), RgbImage.CHANNELS),
                        DataType.FLOAT32);
                Weights weights = network.weights(pass, false);
                copyRows(network.encodeImages(pixels, weights, false), vectors, start);
            }
            between.run();
        }
        return vectors;
    }

    @Override
    public float[][] embedTexts(List<String> texts) {
        List<Tokens> tokens = texts.stream()
                .map(text -> {
                    Tokens read = tokenizer.tokenize(text);
                    if (read.isEmpty()) {
                        throw new UnknownTextException(text);
                    }
                    return read;
                })
                .toList();
        float[][] vectors = new float[texts.size()][];
        for (int start = 0; start < vectors.length; start += CHUNK) {
            List<Tokens> chunk = tokens.subList(start, Math.min(vectors.length, start + CHUNK));
            try (NDManager pass = parent.newSubManager()) {
                TokenBatch batch = TokenBatch.of(pass, chunk);
                Weights weights = network.weights(pass, false);
                copyRows(network.encodeTexts(batch.ids(), batch.mask(), weights), vectors, start);
            }
        }
        return vectors;
    }

    private static void copyRows(NDArray rows, float[][] target, int start) {
        float[] values = rows.toFloatArray();
        int width = (int) rows.getShape().get(1);
        IntStream.range(0, values.length / width)
                .forEach(i -> target[start + i] = Arrays.copyOfRange(values, i * width, (i + 1) * width));
    }
}
