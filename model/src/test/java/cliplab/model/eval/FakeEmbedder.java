// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.Images;
import cliplab.model.data.Tokenizer;
import cliplab.model.data.Vocabulary;
import cliplab.model.data.WordTokenizer;
import java.util.List;
import java.util.Map;

/** Vectors that were planted: a text's by its words, a 1×1 image's by the number in its first byte. */
final class FakeEmbedder implements Embedder {
    private final Map<String, float[]> texts;
    private final List<float[]> images;

    FakeEmbedder(Map<String, float[]> texts, List<float[]> images) {
        this.texts = texts;
        this.images = images;
    }

    @Override
    public int embedDim() {
        return 3;
    }

    @Override
    public ImagePreprocessor preprocessor() {
        return new ImagePreprocessor(1, new float[3], new float[] {1, 1, 1});
    }

    @Override
    public Tokenizer tokenizer() {
        return new WordTokenizer(new Vocabulary(List.of("a", "one", "red", "blue", "circle", "star")), 4);
    }

    @Override
    public double logitScale() {
        return 0;
    }

    @Override
    public boolean readsOrder() {
        return true;
    }

    @Override
    public float[][] embedImages(Images given) {
        float[][] vectors = new float[given.count()][];
        byte[] pixel = new byte[3];
        for (int i = 0; i < vectors.length; i++) {
            given.copyTo(i, pixel, 0);
            vectors[i] = Vectors.unit(images.get(pixel[0]));
        }
        return vectors;
    }

    @Override
    public float[][] embedTexts(List<String> given) {
        float[][] vectors = new float[given.size()][];
        for (int i = 0; i < vectors.length; i++) {
            float[] vector = texts.get(given.get(i));
            if (vector == null) {
                throw new UnknownTextException(given.get(i));
            }
            vectors[i] = Vectors.unit(vector);
        }
        return vectors;
    }
}
