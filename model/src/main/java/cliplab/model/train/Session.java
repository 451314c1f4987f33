// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.training.GradientCollector;
import cliplab.model.data.PairDataset;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.RandomStream;
import cliplab.model.eval.DualEncoderEmbedder;
import cliplab.model.eval.Embedder;
import cliplab.model.eval.Evaluation;
import cliplab.model.eval.Evaluator;
import cliplab.model.eval.SimilarityMatrix;
import cliplab.model.loss.ContrastiveLoss;
import cliplab.model.loss.LossReference;
import cliplab.model.net.DualEncoder;
import cliplab.model.net.LogitScale;
import cliplab.model.net.Values;
import cliplab.model.net.Weights;
import cliplab.model.runtime.ComputeDevice;
import cliplab.model.runtime.EngineStart;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The engine's side of a run: network, optimiser, pixels, and one step after another. Created, used and closed on the
 * run's thread; owns all of its arrays.
 */
final class Session implements AutoCloseable {
    /** What is known of a step on our side while its numbers are still on the device. */
    private record Pending(long step, int epoch, long pairs, int n, double floor, double learningRate, double start) {}

    /** The batch of a step, its similarities still on the device. */
    private record LastBatch(long step, int[] pairs, int[] templates, int[] captionIds, NDArray logits) {}

    private final TrainingOptions options;
    private final NDManager manager;
    private final BatchSource source;
    private final DualEncoder network;
    private final AdamW optimiser;
    private final MetricsReader reader;
    private final Queue<Pending> pending = new ArrayDeque<>();
    private final Evaluator evaluator;
    private final DualEncoderEmbedder embedder;
    private final DualEncoderEmbedder evaluated;
    private final CosineSchedule schedule;

    private LiveOptions live;
    private Runnable pause = () -> {};
    private Progress progress = Progress.START;
    private int[] order;
    private double lastLearningRate;
    private @Nullable LastBatch lastBatch;

    Session(TrainingOptions options, LiveOptions live, PairDataset data, ComputeDevice device) {
        this.options = options;
        this.live = live;
        manager = EngineStart.newManager(device);
        source = new ResidentPairs(manager, data);
        network = Networks.create(manager, options, data.tokenizer().vocabularySize());
        optimiser = new AdamW(manager, network.parameters(), options.weightDecay());
        reader = new MetricsReader(manager, device.isAsynchronous(), System::nanoTime);
        evaluator = new Evaluator(data.evaluation());
        embedder = new DualEncoderEmbedder(manager, network, data.preprocessor(), data.tokenizer(), options.embedDim());
        evaluated = new DualEncoderEmbedder(
                manager, network, data.preprocessor(), data.tokenizer(), options.embedDim(), () -> pause.run());
        schedule = new CosineSchedule((long) options.epochs() * source.pairs());
        order = orderOf(progress.epoch());
        lastLearningRate = live.learningRate();
        clamp();
    }

    /** The order in which an epoch takes the pairs: a matter of seed and epoch alone. */
    private int[] orderOf(int epoch) {
        return RandomStream.of(options.seed(), "order", epoch).permutation(source.pairs());
    }

    Progress progress() {
        return progress;
    }

    LiveOptions live() {
        return live;
    }

    int parameters() {
        return network.parameters().size();
    }

    int pairs() {
        return source.pairs();
    }

    long reads() {
        return reader.reads();
    }

    /** How many arrays and sub-managers the session holds between two steps; must not grow. */
    int heldArrays() {
        return manager.getManagedArrays().size();
    }

    boolean isFinished() {
        return progress.epoch() > options.epochs();
    }

    boolean isEpochOver() {
        return progress.taken() == source.pairs();
    }

    /** Puts settings in force from the next step on. */
    void apply(LiveOptions changed) {
        live = changed;
        clamp();
    }

    private void clamp() {
        network.clampLogitScale(
                live.temperature().lowestLogitScale(), live.temperature().highestLogitScale());
    }

    /**
     * Makes one step.
     *
     * @return the steps whose numbers became known, in order
     */
    List<StepMetrics> step() throws DivergedException {
        double start = progress.seconds();
        long clock = System.nanoTime();
        int n = Math.min(live.batchSize(), source.pairs() - progress.taken());
        int[] pairs = Arrays.copyOfRange(order, progress.taken(), progress.taken() + n);
        double learningRate = schedule.at(live.learningRate(), progress.pairs());
        double floor;
        List<float[]> rows;
        try (NDManager pass = manager.newSubManager()) {
            int[] templates = templatesOf(pairs);
            PairBatch batch = source.take(pass, pairs, templates);
            floor = LossReference.floor(options.loss(), batch.captionIds());
            Learned learned = learn(pass, batch, learningRate);
            rows = reader.add(learned.numbers());
            keep(new LastBatch(progress.step() + 1, pairs, templates, batch.captionIds(), learned.logits()));
        }
        double end = start + (System.nanoTime() - clock) * 1e-9;
        lastLearningRate = learningRate;
        progress = new Progress(
                progress.epoch(),
                progress.taken() + n,
                progress.step() + 1,
                progress.pairs() + n,
                end,
                progress.sums());
        pending.add(new Pending(progress.step(), progress.epoch(), progress.pairs(), n, floor, learningRate, start));
        return digest(rows);
    }

    /** Keeps one batch's similarities on the device instead of the one's before; read only when somebody looks. */
    private void keep(@Nullable LastBatch batch) {
        if (lastBatch != null) {
            lastBatch.logits().close();
        }
        if (batch != null) {
            batch.logits().attach(manager);
        }
        lastBatch = batch;
    }

    /** The batch of the last step, or null before the first of this session; waits for the device. */
    @Nullable
    BatchReport batch() {
        LastBatch last = lastBatch;
        if (last == null) {
            return null;
        }
        int n = last.pairs().length;
        float[] flat = last.logits().toFloatArray();
        float[][] logits = new float[n][];
        for (int i = 0; i < n; i++) {
            logits[i] = Arrays.copyOfRange(flat, i * n, (i + 1) * n);
        }
        return new BatchReport(
                last.step(), last.pairs(), source.captions(last.pairs(), last.templates()), last.captionIds(), logits);
    }

    private int[] templatesOf(int[] pairs) {
        int[] templates = new int[pairs.length];
        if (live.trainingTemplates() > 1) {
            for (int i = 0; i < pairs.length; i++) {
                templates[i] = RandomStream.of(options.seed(), "template", progress.epoch(), pairs[i])
                        .nextInt(live.trainingTemplates());
            }
        }
        return templates;
    }

    /**
     * What a step leaves, in the manager of its pass and free of gradients.
     *
     * @param numbers (1, 7): losses, in-batch top-1, log scale, checksum of all weights
     * @param logits (N, N), before the update
     */
    private record Learned(NDArray numbers, NDArray logits) {}

    /** Forward, backward, update. */
    private Learned learn(NDManager pass, PairBatch batch, double learningRate) {
        NDArray logits;
        ContrastiveLoss.Terms terms;
        NDArray gradient;
        try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
            Weights weights = network.weights(pass, true);
            NDArray images = network.encodeImages(batch.pixels(), weights, true); // (N, embedDim)
            NDArray texts =
                    network.encodeTexts(batch.texts().ids(), batch.texts().mask(), weights); // (N, embedDim)
            NDArray scaled = images.matMul(texts.transpose()).mul(network.scale(weights)); // (N, N)
            logits = network.isBiased() ? scaled.add(network.bias(weights)) : scaled;
            terms = options.loss().terms(logits);
            collector.backward(terms.total());
            gradient = network.gradient(weights);
        }
        optimiser.update(pass, gradient, learningRate, progress.step());
        clamp();
        NDArray seen = logits.stopGradient();
        return new Learned(numbers(pass, terms, seen, batch.captionIds()), seen);
    }

    private NDArray numbers(NDManager pass, ContrastiveLoss.Terms terms, NDArray logits, int[] captionIds) {
        NDArray ids = pass.create(captionIds);
        NDArray checksum = network.checksum(pass);
        NDArray total = terms.total();
        NDArray imageToText = terms.imageToText() == null ? total : terms.imageToText();
        NDArray textToImage = terms.textToImage() == null ? total : terms.textToImage();
        NDArray logScale = network.logitScale(pass);
        NDList parts = new NDList();
        for (NDArray part : List.of(
                total, imageToText, textToImage, top1(logits, 1, ids), top1(logits, 0, ids), logScale, checksum)) {
            parts.add(part.reshape(1, 1));
        }
        return NDArrays.concat(parts, 1).stopGradient();
    }

    /** The share of rows (axis 1) or columns (axis 0) whose largest entry stands at an equal caption. */
    private static NDArray top1(NDArray logits, int axis, NDArray ids) {
        return ids.get(logits.argMax(axis))
                .eq(ids)
                .toType(DataType.FLOAT32, false)
                .mean();
    }

    /** Reads the numbers of all steps made; the wait for them counts as time of training. */
    List<StepMetrics> flush() throws DivergedException {
        long clock = System.nanoTime();
        List<float[]> rows = reader.flush();
        spend(System.nanoTime() - clock);
        return digest(rows);
    }

    /** Whether steps were made whose numbers are still on the device. */
    boolean isUnread() {
        return !pending.isEmpty();
    }

    /** Counts time as time of training. */
    void spend(long nanos) {
        progress = new Progress(
                progress.epoch(),
                progress.taken(),
                progress.step(),
                progress.pairs(),
                progress.seconds() + nanos * 1e-9,
                progress.sums());
    }

    /** Steps read together share the time from the first one's start until now. */
    private List<StepMetrics> digest(List<float[]> rows) throws DivergedException {
        List<StepMetrics> steps = new ArrayList<>(rows.size());
        Pending first = pending.peek();
        double start = first == null ? 0 : first.start();
        double share = (progress.seconds() - start) / Math.max(1, rows.size());
        for (float[] row : rows) {
            Pending known = pending.remove();
            requireFinite(steps, known.step(), "loss", row[0]);
            requireFinite(steps, known.step(), "logit scale", row[5]);
            requireFinite(steps, known.step(), "sum of all weights", row[6]);
            boolean directed = options.loss().hasDirections();
            StepMetrics metrics = new StepMetrics(
                    known.step(),
                    known.epoch(),
                    known.pairs(),
                    row[0],
                    directed ? row[1] : Double.NaN,
                    directed ? row[2] : Double.NaN,
                    known.floor(),
                    row[3],
                    row[4],
                    LogitScale.temperature(row[5]),
                    known.learningRate(),
                    start + share * (steps.size() + 1),
                    known.n() / share);
            steps.add(metrics);
            progress = new Progress(
                    progress.epoch(),
                    progress.taken(),
                    progress.step(),
                    progress.pairs(),
                    progress.seconds(),
                    progress.sums().plus(metrics, known.n()));
        }
        return steps;
    }

    private static void requireFinite(List<StepMetrics> before, long step, String what, float value)
            throws DivergedException {
        if (!Float.isFinite(value)) {
            throw new DivergedException(step, what, before);
        }
    }

    /** What is done in the short pauses of an evaluation, which takes as long as several steps. */
    void whileEvaluating(Runnable work) {
        pause = work;
    }

    /** Tests the network as it is; the caller counts the time. */
    Evaluation evaluate(List<PromptTemplate> templates) {
        return evaluator.evaluate(evaluated, templates);
    }

    /** A small part of that. */
    SimilarityMatrix matrix(List<PromptTemplate> templates) {
        return evaluator.matrix(embedder, templates);
    }

    List<SimilarityMatrix.Decision> decisions(SimilarityMatrix matrix) {
        return evaluator.decisions(matrix);
    }

    /** The network to ask, on this thread and between two steps. */
    Embedder embedder() {
        return embedder;
    }

    /** τ as it is; waits for the device. */
    double temperature() {
        return LogitScale.temperature(network.logitScale());
    }

    /** The epoch's numbers; all its steps must have been read. For epoch 0, before the first step, losses are NaN. */
    EpochMetrics epochMetrics(int epoch, Evaluation evaluation) {
        EpochSums sums = progress.sums();
        double pairs = sums.pairs();
        return new EpochMetrics(
                epoch,
                progress.step(),
                progress.pairs(),
                sums.loss() / pairs,
                sums.lossImageToText() / pairs,
                sums.lossTextToImage() / pairs,
                sums.floor() / pairs,
                evaluation.accuracy().orElse(Double.NaN),
                evaluation.accuracyWithheld().orElse(Double.NaN),
                sums.top1ImageToText() / pairs,
                sums.top1TextToImage() / pairs,
                temperature(),
                lastLearningRate,
                progress.seconds(),
                pairs / sums.seconds());
    }

    /** Goes on to the next epoch. */
    void nextEpoch() {
        progress = new Progress(
                progress.epoch() + 1, 0, progress.step(), progress.pairs(), progress.seconds(), EpochSums.ZERO);
        order = orderOf(progress.epoch());
    }

    Map<String, Values> weights() {
        return network.values();
    }

    /**
     * Everything needed to go on; all steps must have been read.
     *
     * @param wanted the settings asked for from the next step on
     */
    Checkpoint checkpoint(LiveOptions wanted) {
        return new Checkpoint(
                network.values(), optimiser.firstMoment(), optimiser.secondMoment(), progress, live, wanted);
    }

    void restore(Checkpoint checkpoint) {
        network.load(checkpoint.weights());
        optimiser.restore(checkpoint.firstMoment(), checkpoint.secondMoment());
        progress = checkpoint.progress();
        live = checkpoint.live();
        order = orderOf(progress.epoch());
        keep(null);
    }

    @Override
    public void close() {
        reader.close();
        network.close();
        manager.close();
    }
}
