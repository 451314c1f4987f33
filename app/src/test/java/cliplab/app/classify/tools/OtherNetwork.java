// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.FakeNetwork;
import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.Images;
import cliplab.model.data.PairDataset;
import cliplab.model.data.Tokenizer;
import cliplab.model.eval.Embedder;
import cliplab.model.eval.Vectors;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The fake network, otherwise.
 *
 * @param learning what it says of itself
 * @param ordered whether a text's first word changes its vector
 * @param saysSo whether it says that it reads order
 */
public record OtherNetwork(FakeNetwork fake, boolean learning, boolean ordered, boolean saysSo)
        implements AskedNetwork {
    public static OtherNetwork resting() {
        return new OtherNetwork(FakeNetwork.of(3), false, false, false);
    }

    @Override
    public String name() {
        return "another fake";
    }

    @Override
    public PairDataset data() {
        return fake.data();
    }

    @Override
    public <T> CompletableFuture<T> ask(Function<? super Embedder, ? extends T> question) {
        return fake.ask(embedder -> question.apply(new Other(embedder)));
    }

    private final class Other implements Embedder {
        private final Embedder embedder;

        Other(Embedder embedder) {
            this.embedder = embedder;
        }

        @Override
        public int embedDim() {
            return embedder.embedDim();
        }

        @Override
        public ImagePreprocessor preprocessor() {
            return embedder.preprocessor();
        }

        @Override
        public Tokenizer tokenizer() {
            return embedder.tokenizer();
        }

        @Override
        public double logitScale() {
            return embedder.logitScale();
        }

        @Override
        public boolean readsOrder() {
            return saysSo;
        }

        @Override
        public float[][] embedImages(Images images) {
            return embedder.embedImages(images);
        }

        @Override
        public float[][] embedTexts(List<String> texts) {
            float[][] vectors = embedder.embedTexts(texts);
            for (int i = 0; i < texts.size() && ordered; i++) {
                vectors[i][0] += 0.01f * tokenizer().tokenize(texts.get(i)).ids()[1];
                vectors[i] = Vectors.unit(vectors[i]);
            }
            return vectors;
        }
    }
}
