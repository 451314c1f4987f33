// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import cliplab.app.cli.KnownWords;
import cliplab.app.cli.Setup;
import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.ShapesDataset;
import cliplab.model.loss.ContrastiveLoss;
import cliplab.model.net.LogitScale;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.Temperature;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The ViewModel of the controls: from the table to a setup for the next run and to live options for the one in training.
 * What cannot be used stays visible beside its control; {@link #setupProperty} then keeps its last good value. FX thread only.
 */
public final class SetupModel {
    private static final double LOWEST_LEARNED = 1 / LogitScale.MAX;
    private static final int SEEDS = 10_000;

    private final SetupControls controls = new SetupControls();
    private final ReadOnlyObjectWrapper<Setup> setup = new ReadOnlyObjectWrapper<>(Setup.REFERENCE);
    private final ReadOnlyObjectWrapper<LiveOptions> live = new ReadOnlyObjectWrapper<>(Setup.REFERENCE.live());
    private final ReadOnlyObjectWrapper<Readings> readings = new ReadOnlyObjectWrapper<>(Readings.of(Setup.REFERENCE));
    private final ReadOnlyBooleanWrapper valid = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper restartPending = new ReadOnlyBooleanWrapper();

    private final SplittableRandom random = new SplittableRandom();
    private @Nullable Setup running;
    private @Nullable Integer threads;
    private double presentTemperature = Double.NaN;
    private boolean applying;

    public SetupModel() {
        controls.all().forEach(this::watch);
        controls.templatesDeclared.valueProperty().addListener((_, before, after) -> declared(before, after));
        controls.loss.valueProperty().addListener((_, before, after) -> lossChosen(before, after));
        controls.temperatureLearned.valueProperty().addListener((_, _, learned) -> learnedOrHeld(learned));
    }

    private void watch(Control<?> control) {
        control.valueProperty().addListener((_, _, _) -> refresh());
        control.refusedProperty().addListener((_, _, _) -> refresh());
    }

    /** The table; its values are to be set, everything else is to be read. */
    public SetupControls controls() {
        return controls;
    }

    /** The next run, from the last value of each control without a problem; to be started while {@link #validProperty}. */
    public ReadOnlyObjectProperty<Setup> setupProperty() {
        return setup.getReadOnlyProperty();
    }

    /** What the run in training is to do from its next step on; without a run, how the next one begins. */
    public ReadOnlyObjectProperty<LiveOptions> liveProperty() {
        return live.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Readings> readingsProperty() {
        return readings.getReadOnlyProperty();
    }

    /** Whether no control has a problem, so that a run can start. */
    public ReadOnlyBooleanProperty validProperty() {
        return valid.getReadOnlyProperty();
    }

    /** Whether something waits for the next start. */
    public ReadOnlyBooleanProperty restartPendingProperty() {
        return restartPending.getReadOnlyProperty();
    }

    public TrainingOptions options() {
        return setup.get().options();
    }

    /** One of {@link Setup#DEVICES}. */
    public String device() {
        return setup.get().device();
    }

    /** @param options of the run that begins now, on the device chosen now; null where none is in training any more */
    public void running(@Nullable TrainingOptions options) {
        if (options == null) {
            running = null;
            controls.templatesInUse.set(
                    Math.min(controls.templatesInUse.get(), Math.max(1, controls.templatesDeclared.get())));
        } else {
            Setup usual = Setup.of(options);
            running = new Setup(
                    options,
                    usual.templatesInUse(),
                    usual.evaluationTemplates(),
                    usual.stepDelaySeconds(),
                    device(),
                    threads);
        }
        presentTemperature = Double.NaN;
        refresh();
    }

    /** @param tau the temperature of the run's last step, at which holding it begins */
    public void temperatureIs(double tau) {
        presentTemperature = tau;
    }

    /** Back to the Reference preset, with every control. */
    public void reset() {
        apply(Setup.REFERENCE);
    }

    /** Another seed. */
    public void drawSeed() {
        controls.seed.set((long) random.nextInt(1, SEEDS));
    }

    /** Moves every control to where the setup has it. */
    public void apply(Setup wanted) {
        applying = true;
        threads = wanted.threads();
        controls.all().forEach(control -> control.readFrom(wanted));
        applying = false;
        refresh();
    }

    /** The command line of the setup. */
    public String line() {
        return setup.get().line();
    }

    /** Reads a command line back; where it cannot be read nothing changes, and the sentence says why. */
    public Optional<String> paste(String line) {
        try {
            apply(Setup.parse(line));
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void declared(int before, int after) {
        int inUse = controls.templatesInUse.get();
        boolean allWereInUse = inUse >= before && after > before;
        if (!applying && (allWereInUse || (running == null && inUse > after && after > 0))) {
            controls.templatesInUse.set(after);
        }
    }

    /** Each loss has a temperature it usually starts from. */
    private void lossChosen(LossKind before, LossKind after) {
        double usual = before.loss(controls.direction.get()).startTemperature();
        boolean actsAtOnce = running != null && !controls.temperatureLearned.get();
        if (!applying && !actsAtOnce && controls.temperature.get() == usual) {
            controls.temperature.set(after.loss(controls.direction.get()).startTemperature());
        }
    }

    private void learnedOrHeld(boolean learned) {
        if (!applying && !learned && Double.isFinite(presentTemperature)) {
            controls.temperature.set(Numbers.rounded(presentTemperature));
        }
    }

    private void refresh() {
        if (applying) {
            return;
        }
        controls.all().forEach(control -> control.judge(crossProblem(control)));
        valid.set(controls.all().stream().allMatch(Control::isFine));
        try {
            setup.set(wholeSetup());
            readings.set(Readings.of(setup.get()));
        } catch (IllegalArgumentException e) {
            // Good values of different times need not go together; their problem is on screen.
        }
        refreshLive();
        refreshPending();
    }

    private Optional<String> crossProblem(Control<?> control) {
        if (control == controls.temperature) {
            return temperatureProblem();
        }
        if (control == controls.captionNoise) {
            return noiseProblem();
        }
        return control == controls.evaluationTemplates ? evaluationProblem() : Optional.empty();
    }

    private Optional<String> temperatureProblem() {
        return controls.temperatureLearned.get() && controls.temperature.get() < LOWEST_LEARNED
                ? Optional.of(Messages.text("setup.temperature.low"))
                : Optional.empty();
    }

    private Optional<String> noiseProblem() {
        return controls.captionNoise.get() > 0 && controls.captions.get() == CaptionPolicy.GIBBERISH
                ? Optional.of(Messages.text("setup.noise.gibberish"))
                : Optional.empty();
    }

    private Optional<String> evaluationProblem() {
        if (!controls.templatesDeclared.isFine()) {
            return Optional.empty();
        }
        KnownWords words = new KnownWords(controls.templatesDeclared.get());
        return controls.evaluationTemplates.get().stream()
                .flatMap(template -> problemOf(template, words).stream())
                .findFirst();
    }

    private static Optional<String> problemOf(PromptTemplate template, KnownWords words) {
        List<String> unknown = words.unknownIn(template);
        if (!unknown.isEmpty()) {
            return Optional.of(Messages.text("setup.evaluation.unknown", template.text(), String.join(", ", unknown)));
        }
        return words.hasRoomFor(template)
                ? Optional.empty()
                : Optional.of(Messages.text("setup.evaluation.long", template.text(), words.mostWords()));
    }

    /**
     * Adds a template to those of evaluation.
     *
     * @param text with the place of the class's name as {@code {}} or …
     * @return what is wrong with it; nothing is added then
     */
    public Optional<String> addEvaluationTemplate(String text) {
        String marked = text.strip().replace("…", PromptTemplate.PLACE).replace("...", PromptTemplate.PLACE);
        PromptTemplate template;
        try {
            template = new PromptTemplate(marked);
        } catch (IllegalArgumentException e) {
            return Optional.of(Messages.text("setup.evaluation.place"));
        }
        List<PromptTemplate> templates = new ArrayList<>(controls.evaluationTemplates.get());
        if (!controls.templatesDeclared.isFine() || templates.contains(template)) {
            return Optional.empty();
        }
        Optional<String> problem = problemOf(template, new KnownWords(controls.templatesDeclared.get()));
        if (problem.isEmpty()) {
            templates.add(template);
            controls.evaluationTemplates.set(List.copyOf(templates));
        }
        return problem;
    }

    /** Leaves a class out of training, or takes it back. */
    public void withhold(String name, boolean out) {
        List<String> names = new ArrayList<>(controls.withheld.get());
        names.remove(name);
        if (out) {
            names.add(name);
        }
        controls.withheld.set(SetupControls.inOrder(names));
    }

    /** From each control its last good value. */
    private Setup wholeSetup() {
        ContrastiveLoss loss = controls.loss.good().loss(controls.direction.good());
        int declared = controls.templatesDeclared.good();
        TrainingOptions usual = TrainingOptions.REFERENCE;
        return new Setup(
                new TrainingOptions(
                        controls.seed.good(),
                        new ShapesDataset.Options(
                                controls.captions.good(),
                                controls.captionNoise.good(),
                                declared,
                                controls.withheld.good()),
                        loss,
                        usual.embedDim(),
                        usual.strides(),
                        controls.epochs.good(),
                        controls.batchSize.good(),
                        controls.learningRate.good(),
                        controls.weightDecay.good(),
                        temperature(controls.temperature.good())),
                Math.min(controls.templatesInUse.good(), declared),
                controls.evaluationTemplates.good(),
                controls.stepDelay.good(),
                controls.device.good(),
                threads);
    }

    private Temperature temperature(double tau) {
        return controls.temperatureLearned.get() ? new Temperature.Learned(tau) : new Temperature.Held(tau);
    }

    /** The run in training knows the words it was started with, whatever is declared for the next. */
    private void refreshLive() {
        Setup base = running == null ? setup.get() : running;
        LiveOptions next = running == null ? base.live() : live.get();
        int declared = base.options().data().templates();
        if (controls.batchSize.isFine()) {
            next = next.withBatchSize(controls.batchSize.get());
        }
        if (controls.temperature.isFine()) {
            next = next.withTemperature(temperature(controls.temperature.get()));
        }
        if (controls.learningRate.isFine()) {
            next = next.withLearningRate(controls.learningRate.get());
        }
        if (controls.stepDelay.isFine()) {
            next = next.withStepDelaySeconds(controls.stepDelay.get());
        }
        if (controls.templatesInUse.isFine()) {
            next = next.withTrainingTemplates(Math.min(controls.templatesInUse.get(), declared));
        }
        List<PromptTemplate> usable = usableFor(declared);
        if (!usable.isEmpty()) {
            next = next.withEvaluationTemplates(usable);
        } else if (!next.evaluationTemplates().stream().allMatch(new KnownWords(declared)::allow)) {
            next = next.withEvaluationTemplates(base.evaluationTemplates());
        }
        live.set(next);
    }

    private List<PromptTemplate> usableFor(int declared) {
        KnownWords words = new KnownWords(declared);
        return controls.evaluationTemplates.get().stream().filter(words::allow).toList();
    }

    private void refreshPending() {
        Setup started = running;
        for (Control<?> control : controls.all()) {
            control.pending(started != null && control.applies() == Applies.ON_RESTART && control.differsFrom(started));
        }
        if (started != null) {
            int declared = started.options().data().templates();
            controls.templatesInUse.pending(controls.templatesInUse.get() > declared);
            controls.evaluationTemplates.pending(!usableFor(declared).equals(controls.evaluationTemplates.get()));
            controls.temperature.pending(
                    controls.temperatureLearned.get() && controls.temperature.differsFrom(started));
            if (controls.loss.get() == LossKind.SIGMOID) {
                controls.direction.pending(false);
            }
        }
        restartPending.set(controls.all().stream()
                .anyMatch(control -> control.pendingRestartProperty().get()));
    }
}
