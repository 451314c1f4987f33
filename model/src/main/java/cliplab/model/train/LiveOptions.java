// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PromptTemplate;
import java.util.List;

/**
 * Everything that may change between two steps of a run.
 *
 * @param temperature learned or held
 * @param batchSize pairs a step, 2 … 4096
 * @param learningRate before the cosine, above 0 and at most 1
 * @param trainingTemplates how many of the declared templates captions are drawn from, from the first on
 * @param evaluationTemplates put around the labels at evaluation; several make an ensemble
 * @param stepDelaySeconds pause after each step, for slow motion; 0 … 60
 * @param glimpseEverySeconds least time between two glimpses of the network within an epoch, 0 … 3600; 0 for none. Changes
 *     nothing that is computed
 */
public record LiveOptions(
        Temperature temperature,
        int batchSize,
        double learningRate,
        int trainingTemplates,
        List<PromptTemplate> evaluationTemplates,
        double stepDelaySeconds,
        double glimpseEverySeconds) {
    public LiveOptions {
        evaluationTemplates = List.copyOf(evaluationTemplates);
        checkBatchSize(batchSize);
        checkLearningRate(learningRate);
        if (trainingTemplates < 1) {
            throw new IllegalArgumentException("at least one template is needed, not " + trainingTemplates);
        }
        if (evaluationTemplates.isEmpty()) {
            throw new IllegalArgumentException("evaluation needs at least one template");
        }
        if (!(stepDelaySeconds >= 0 && stepDelaySeconds <= 60)) {
            throw new IllegalArgumentException("the delay must be from 0 to 60 seconds, not " + stepDelaySeconds);
        }
        if (!(glimpseEverySeconds >= 0 && glimpseEverySeconds <= 3600)) {
            throw new IllegalArgumentException(
                    "the time between glimpses must be from 0 to 3600 seconds, not " + glimpseEverySeconds);
        }
    }

    static void checkBatchSize(int batchSize) {
        if (batchSize < 2 || batchSize > 4096) {
            throw new IllegalArgumentException("the batch size must be from 2 to 4096, not " + batchSize);
        }
    }

    static void checkLearningRate(double learningRate) {
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("the learning rate must be above 0 and at most 1, not " + learningRate);
        }
    }

    /** Where a run with these options begins: every declared template in use, the first alone for evaluation. */
    public static LiveOptions startOf(TrainingOptions options) {
        return new LiveOptions(
                options.temperature(),
                options.batchSize(),
                options.learningRate(),
                options.data().templates(),
                List.of(CaptionGrammar.TEMPLATES.getFirst()),
                0,
                0);
    }

    public LiveOptions withTemperature(Temperature value) {
        return new LiveOptions(
                value,
                batchSize,
                learningRate,
                trainingTemplates,
                evaluationTemplates,
                stepDelaySeconds,
                glimpseEverySeconds);
    }

    public LiveOptions withBatchSize(int value) {
        return new LiveOptions(
                temperature,
                value,
                learningRate,
                trainingTemplates,
                evaluationTemplates,
                stepDelaySeconds,
                glimpseEverySeconds);
    }

    public LiveOptions withLearningRate(double value) {
        return new LiveOptions(
                temperature,
                batchSize,
                value,
                trainingTemplates,
                evaluationTemplates,
                stepDelaySeconds,
                glimpseEverySeconds);
    }

    public LiveOptions withTrainingTemplates(int value) {
        return new LiveOptions(
                temperature,
                batchSize,
                learningRate,
                value,
                evaluationTemplates,
                stepDelaySeconds,
                glimpseEverySeconds);
    }

    public LiveOptions withEvaluationTemplates(List<PromptTemplate> value) {
        return new LiveOptions(
                temperature, batchSize, learningRate, trainingTemplates, value, stepDelaySeconds, glimpseEverySeconds);
    }

    public LiveOptions withStepDelaySeconds(double value) {
        return new LiveOptions(
                temperature,
                batchSize,
                learningRate,
                trainingTemplates,
                evaluationTemplates,
                value,
                glimpseEverySeconds);
    }

    public LiveOptions withGlimpseEverySeconds(double value) {
        return new LiveOptions(
                temperature, batchSize, learningRate, trainingTemplates, evaluationTemplates, stepDelaySeconds, value);
    }
}
