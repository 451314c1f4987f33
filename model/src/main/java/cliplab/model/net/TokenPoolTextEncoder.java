// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import cliplab.model.net.ParameterSpec.Start;
import java.util.List;

/**
 * A table of token vectors, their mean over the tokens up to and including the closing one, and a linear layer: 4,800
 * parameters for 10 tokens at embedDim 64. Blind to the order of the words. Stateless and thread-safe.
 */
public final class TokenPoolTextEncoder implements TextEncoder {
    private final int vocabularySize;
    private final int embedDim;

    public TokenPoolTextEncoder(int vocabularySize, int embedDim) {
        this.vocabularySize = vocabularySize;
        this.embedDim = embedDim;
    }

    @Override
    public List<ParameterSpec> parameters() {
        Start start = new Start.Uniform(embedDim);
        return List.of(
                new ParameterSpec(
                        "text.embedding.weight", new long[] {vocabularySize, embedDim}, true, new Start.Normal(0.02)),
                new ParameterSpec("text.projection.weight", new long[] {embedDim, embedDim}, true, start),
                new ParameterSpec("text.projection.bias", new long[] {embedDim}, false, start));
    }

    @Override
    public NDArray encode(NDArray tokens, NDArray mask, Weights weights) {
        NDArray vectors = Embedding.embedding(tokens, weights.parameter("text.embedding.weight"), SparseFormat.DENSE)
                .singletonOrThrow(); // (N, T, embedDim)
        NDArray counts = mask.sum(new int[] {1}); // (N, 1)
        NDArray pooled = vectors.mul(mask).sum(new int[] {1}).div(counts); // (N, embedDim)
        return Linear.linear(
                        pooled, weights.parameter("text.projection.weight"), weights.parameter("text.projection.bias"))
                .singletonOrThrow(); // (N, embedDim)
    }

    /** A mean does not know what came first. */
    @Override
    public boolean readsOrder() {
        return false;
    }

    @Override
    public List<LayerInfo> layers() {
        List<ParameterSpec> specs = parameters();
        String output = LayerInfo.shape(embedDim);
        return List.of(
                LayerInfo.of("text", "embedding", "T×" + output, specs.subList(0, 1)),
                LayerInfo.of("text", "mean", output, List.of()),
                LayerInfo.of("text", "projection", output, specs.subList(1, 3)));
    }

    @Override
    public String describe() {
        return "token pool, " + vocabularySize + " tokens, linear " + embedDim;
    }
}
