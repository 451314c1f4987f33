// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.app.cli.Setup;
import cliplab.app.training.setup.Control.Kind;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.PromptTemplate;
import cliplab.model.loss.Direction;
import cliplab.model.train.Temperature;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.Optional;

/** The table of all controls, in the order in which they stand. FX thread only. */
public final class SetupControls {
    /** Pairs a step, 2 … 4096. */
    public final Control<Integer> batchSize = new Control<>(
            new Kind("batch-size", Group.BATCH, Applies.NEXT_STEP, "setup.batch", "setup.batch.tip"),
            setup -> setup.options().batchSize(),
            n -> between(n, 2, 4096));

    public final Control<Boolean> temperatureLearned = new Control<>(
            new Kind(
                    "temperature-learned",
                    Group.TEMPERATURE,
                    Applies.NEXT_STEP,
                    "setup.temperature.learned",
                    "setup.temperature.learned.tip"),
            setup -> setup.options().temperature() instanceof Temperature.Learned,
            _ -> Optional.empty());

    /** τ: where it starts when learned, where it stays when held. */
    public final Control<Double> temperature = new Control<>(
            new Kind("temperature", Group.TEMPERATURE, Applies.NEXT_STEP, "setup.temperature", "setup.temperature.tip"),
            setup -> setup.options().temperature().start(),
            tau -> between(tau, Temperature.MIN, Temperature.MAX));

    public final Control<Integer> templatesInUse = new Control<>(
            new Kind("templates-in-use", Group.PROMPTS, Applies.NEXT_STEP, "setup.inuse", "setup.inuse.tip"),
            Setup::templatesInUse,
            n -> between(n, 1, CaptionGrammar.TEMPLATES.size()));

    public final Control<Integer> templatesDeclared = new Control<>(
            new Kind("templates", Group.PROMPTS, Applies.ON_RESTART, "setup.declared", "setup.declared.tip"),
            setup -> setup.options().data().templates(),
            n -> between(n, 1, CaptionGrammar.TEMPLATES.size()));

    public final Control<List<PromptTemplate>> evaluationTemplates = new Control<>(
            new Kind(
                    "evaluation-templates", Group.PROMPTS, Applies.AT_ONCE, "setup.evaluation", "setup.evaluation.tip"),
            Setup::evaluationTemplates,
            templates -> templates.isEmpty() ? Optional.of(Messages.text("setup.evaluation.none")) : Optional.empty());

    public final Control<CaptionPolicy> captions = new Control<>(
            new Kind("captions", Group.PROMPTS, Applies.ON_RESTART, "setup.captions", "setup.captions.tip"),
            setup -> setup.options().data().captions(),
            _ -> Optional.empty());

    /** The share of pairs with another class's caption, 0 … 1. */
    public final Control<Double> captionNoise = new Control<>(
            new Kind("caption-noise", Group.DATA, Applies.ON_RESTART, "setup.noise", "setup.noise.tip"),
            setup -> setup.options().data().captionNoise(),
            share -> between(share, 0, 1));

    /** Names of classes, in their own order. */
    public final Control<List<String>> withheld = new Control<>(
            new Kind("withheld", Group.DATA, Applies.ON_RESTART, "setup.withheld", "setup.withheld.tip"),
            setup -> inOrder(setup.options().data().withheld()),
            names -> names.size() == CaptionGrammar.labels().size()
                    ? Optional.of(Messages.text("setup.withheld.all"))
                    : Optional.empty());

    public final Control<LossKind> loss = new Control<>(
            new Kind("loss", Group.LOSS, Applies.ON_RESTART, "setup.loss", "setup.loss.tip"),
            setup -> LossKind.of(setup.options().loss()),
            _ -> Optional.empty());

    /** Of InfoNCE; the sigmoid loss has none. */
    public final Control<Direction> direction = new Control<>(
            new Kind("direction", Group.LOSS, Applies.ON_RESTART, "setup.direction", "setup.direction.tip"),
            setup -> LossKind.directionOf(setup.options().loss()),
            _ -> Optional.empty());

    public final Control<Double> learningRate = new Control<>(
            new Kind("learning-rate", Group.OPTIMISER, Applies.NEXT_STEP, "setup.rate", "setup.rate.tip"),
            setup -> setup.options().learningRate(),
            rate -> rate > 0 && rate <= 1 ? Optional.empty() : Optional.of(Messages.text("setup.rate.range")));

    public final Control<Double> weightDecay = new Control<>(
            new Kind("weight-decay", Group.OPTIMISER, Applies.ON_RESTART, "setup.decay", "setup.decay.tip"),
            setup -> setup.options().weightDecay(),
            decay -> between(decay, 0, 10));

    public final Control<Integer> epochs = new Control<>(
            new Kind("epochs", Group.RUN, Applies.ON_RESTART, "setup.epochs", "setup.epochs.tip"),
            setup -> setup.options().epochs(),
            n -> between(n, 1, 10_000));

    public final Control<Long> seed = new Control<>(
            new Kind("seed", Group.RUN, Applies.ON_RESTART, "setup.seed", "setup.seed.tip"),
            setup -> setup.options().seed(),
            _ -> Optional.empty());

    /** One of {@link Setup#DEVICES}. */
    public final Control<String> device = new Control<>(
            new Kind("device", Group.RUN, Applies.ON_RESTART, "setup.device", "setup.device.tip"),
            Setup::device,
            _ -> Optional.empty());

    /** Seconds between two steps; 0 for full speed. */
    public final Control<Double> stepDelay = new Control<>(
            new Kind("step-delay", Group.RUN, Applies.NEXT_STEP, "setup.slow", "setup.slow.tip"),
            Setup::stepDelaySeconds,
            seconds -> between(seconds, 0, 60));

    private final List<Control<?>> all = List.of(
            batchSize,
            temperatureLearned,
            temperature,
            templatesInUse,
            templatesDeclared,
            evaluationTemplates,
            captions,
            captionNoise,
            withheld,
            loss,
            direction,
            learningRate,
            weightDecay,
            epochs,
            seed,
            device,
            stepDelay);

    SetupControls() {}

    public List<Control<?>> all() {
        return all;
    }

    private static Optional<String> between(double value, double lowest, double highest) {
        return value >= lowest && value <= highest
                ? Optional.empty()
                : Optional.of(Messages.text("setup.range", Numbers.text(lowest), Numbers.text(highest)));
    }

    static List<String> inOrder(List<String> classes) {
        return CaptionGrammar.labels().names().stream()
                .filter(classes::contains)
                .toList();
    }
}
