// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import ai.djl.ndarray.NDManager;
import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.Vocabulary;
import cliplab.model.data.WordTokenizer;
import cliplab.model.eval.DualEncoderEmbedder;
import cliplab.model.eval.Embedder;
import cliplab.model.net.DualEncoder;
import cliplab.model.net.Values;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.runtime.EngineStart;
import cliplab.model.train.Networks;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The network of a saved run, ready to be asked. Created, used and closed on one thread; owns the network. */
public final class LoadedRun implements AutoCloseable {
    private final NDManager manager;
    private final Embedder embedder;

    private LoadedRun(NDManager manager, Embedder embedder) {
        this.manager = manager;
        this.embedder = embedder;
    }

    /**
     * @param epoch from 0; empty for the newest on disk
     * @throws RunFormatException where the weights are missing, damaged or of another network
     */
    public static LoadedRun load(SavedRun run, OptionalInt epoch, ComputeDevice device) throws IOException {
        Map<String, Values> weights = run.weights(epoch);
        RunManifest manifest = run.manifest();
        WordTokenizer tokenizer = new WordTokenizer(new Vocabulary(manifest.vocabulary()), manifest.contextLength());
        NDManager manager = EngineStart.newManager(device);
        try {
            DualEncoder network = Networks.create(manager, manifest.options(), tokenizer.vocabularySize());
            network.load(weights);
            return new LoadedRun(
                    manager,
                    new DualEncoderEmbedder(
                            manager,
                            network,
                            preprocessor(manifest.preprocessing()),
                            tokenizer,
                            manifest.options().embedDim()));
        } catch (IllegalArgumentException e) {
            manager.close();
            throw new RunFormatException(run.folder() + ": " + e.getMessage());
        }
    }

    private static ImagePreprocessor preprocessor(RunManifest.Preprocessing spec) {
        return new ImagePreprocessor(spec.size(), floats(spec.mean()), floats(spec.deviation()));
    }

    private static float[] floats(List<Float> values) {
        float[] result = new float[values.size()];
        for (int i = 0; i < result.length; i++) {
            result[i] = values.get(i);
        }
        return result;
    }

    /** Belongs to this object and its thread. */
    public Embedder embedder() {
        return embedder;
    }

    @Override
    public void close() {
        manager.close(); // and with it the network, whose manager is a child
    }
}
