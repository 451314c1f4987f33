// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PromptTemplate;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.TrainingOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a person chooses before a run, and what its {@code cliplab train} line says. Immutable.
 *
 * @param templatesInUse how many of the declared caption templates captions are drawn from, 1 … declared
 * @param evaluationTemplates at least one, made of words of the declared templates
 * @param stepDelaySeconds pause after each step, 0 … 60
 * @param device one of {@link #DEVICES}
 * @param threads of the engine; null for as many as usual
 */
public record Setup(
        TrainingOptions options,
        int templatesInUse,
        List<PromptTemplate> evaluationTemplates,
        double stepDelaySeconds,
        String device,
        @Nullable Integer threads) {
    public static final List<String> DEVICES = List.of("auto", "cpu", "cuda", "mps");

    /** The published experiment. */
    public static final Setup REFERENCE = of(TrainingOptions.REFERENCE);

    public Setup {
        int declared = options.data().templates();
        if (templatesInUse < 1 || templatesInUse > declared) {
            throw new IllegalArgumentException(
                    "templates in use must be from 1 to the " + declared + " declared, not " + templatesInUse);
        }
        evaluationTemplates = List.copyOf(evaluationTemplates);
        KnownWords words = new KnownWords(declared);
        for (PromptTemplate template : evaluationTemplates) {
            requireKnown(template, words);
        }
        if (!DEVICES.contains(device)) {
            throw new IllegalArgumentException("there is no device \"" + device + "\"; choose auto, cpu, cuda or mps");
        }
        EngineOptions.checkThreads(threads);
        live(options, templatesInUse, evaluationTemplates, stepDelaySeconds); // checks the rest
    }

    private static void requireKnown(PromptTemplate template, KnownWords words) {
        List<String> unknown = words.unknownIn(template);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("the evaluation template \"" + template.text()
                    + "\" has words that the declared caption templates lack: " + String.join(", ", unknown));
        }
        if (!words.hasRoomFor(template)) {
            throw new IllegalArgumentException("the evaluation template \"" + template.text()
                    + "\" is too long: with the class's name the network reads " + words.mostWords() + " words");
        }
    }

    /** A setup that begins as every run with these options does: all declared templates in use, full speed. */
    public static Setup of(TrainingOptions options) {
        return new Setup(
                options,
                options.data().templates(),
                List.of(CaptionGrammar.TEMPLATES.getFirst()),
                0,
                DEVICES.getFirst(),
                null);
    }

    /** The setup of a run that was steered: what it was begun with, except for what is in force now. */
    public static Setup of(TrainingOptions options, LiveOptions live) {
        return new Setup(
                new TrainingOptions(
                        options.seed(),
                        options.data(),
                        options.loss(),
                        options.embedDim(),
                        options.strides(),
                        options.epochs(),
                        live.batchSize(),
                        live.learningRate(),
                        options.weightDecay(),
                        live.temperature()),
                live.trainingTemplates(),
                live.evaluationTemplates(),
                live.stepDelaySeconds(),
                DEVICES.getFirst(),
                null);
    }

    /** What is in force at the run's first step. */
    public LiveOptions live() {
        return live(options, templatesInUse, evaluationTemplates, stepDelaySeconds);
    }

    private static LiveOptions live(
            TrainingOptions options, int inUse, List<PromptTemplate> evaluation, double stepDelay) {
        return LiveOptions.startOf(options)
                .withTrainingTemplates(inUse)
                .withEvaluationTemplates(evaluation)
                .withStepDelaySeconds(stepDelay);
    }

    /**
     * The same setup but for one option, as {@code cliplab train} would take it; what is at its default follows.
     *
     * @param option such as {@code --batch-size}
     * @throws IllegalArgumentException with one sentence for the person
     */
    public Setup with(String option, String value) {
        return SetupOptions.with(this, option, value);
    }

    /** The command line that makes this setup; what is at its default is left out. */
    public String line() {
        return SetupOptions.line(this);
    }

    /**
     * Reads a line back, with or without {@code cliplab train} before it.
     *
     * @throws IllegalArgumentException with one sentence for the person
     */
    public static Setup parse(String line) {
        return SetupOptions.parse(line);
    }
}
