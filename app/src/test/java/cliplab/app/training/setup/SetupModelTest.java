// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.setup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.cli.Setup;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.ShapesDataset;
import cliplab.model.loss.Direction;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.Temperature;
import cliplab.model.train.TrainingOptions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The ViewModel of the controls, without a toolkit. */
class SetupModelTest {
    private final SetupModel model = new SetupModel();
    private final SetupControls controls = model.controls();

    private LiveOptions live() {
        return model.liveProperty().get();
    }

    private static PromptTemplate template(int index) {
        return CaptionGrammar.TEMPLATES.get(index);
    }

    @Test
    void itBeginsAsTheReference() {
        assertEquals(Setup.REFERENCE, model.setupProperty().get());
        assertEquals(LiveOptions.startOf(TrainingOptions.REFERENCE), live());
        assertTrue(model.validProperty().get());
        assertFalse(model.restartPendingProperty().get());
    }

    @Test
    void theTableNamesEveryControlOnceWithItsWords() {
        Set<String> ids = new HashSet<>();
        for (Control<?> control : controls.all()) {
            assertTrue(ids.add(control.id()), control.id());
            assertFalse(control.label().isBlank());
            assertFalse(control.tooltip().isBlank());
        }
    }

    @Test
    void leversReachTheRunAtItsNextStep() {
        model.running(model.options());
        controls.batchSize.set(128);
        controls.learningRate.set(0.001);
        controls.stepDelay.set(0.2);
        controls.temperatureLearned.set(false);
        controls.temperature.set(0.3);
        assertEquals(128, live().batchSize());
        assertEquals(0.001, live().learningRate());
        assertEquals(0.2, live().stepDelaySeconds());
        assertEquals(new Temperature.Held(0.3), live().temperature());
        assertFalse(model.restartPendingProperty().get());
    }

    @Test
    void whatNeedsAnotherRunIsMarkedUntilItStarts() {
        model.running(model.options());
        controls.seed.set(9L);
        controls.device.set("cpu");
        controls.captions.set(CaptionPolicy.SHUFFLED);
        for (Control<?> control : controls.all()) {
            boolean changed = control == controls.seed || control == controls.device || control == controls.captions;
            assertEquals(changed, control.pendingRestartProperty().get(), control.id());
        }
        assertTrue(model.restartPendingProperty().get());
        controls.seed.set(0L);
        assertFalse(controls.seed.pendingRestartProperty().get());
        model.running(model.options());
        assertFalse(model.restartPendingProperty().get());
        model.reset();
        assertTrue(model.restartPendingProperty().get());
        model.running(null);
        assertFalse(model.restartPendingProperty().get());
    }

    @Test
    void aProblemStandsBesideItsControlAndTheLastGoodSetupStays() {
        controls.batchSize.set(1);
        assertEquals("From 2 to 4096.", controls.batchSize.problemProperty().get());
        assertFalse(model.validProperty().get());
        assertEquals(64, model.options().batchSize());
        assertEquals(64, live().batchSize());
        controls.captionNoise.set(0.5);
        assertEquals(1360, model.readingsProperty().get().mislabelled(), "other controls are answered all the same");
        controls.learningRate.set(0.01);
        assertEquals(0.01, live().learningRate(), "one problem does not hold up the other levers");
        controls.batchSize.set(2);
        assertTrue(model.validProperty().get());
        controls.epochs.refuse("not a number");
        assertEquals("not a number", controls.epochs.problemProperty().get());
        assertFalse(model.validProperty().get());
        controls.epochs.set(30);
        assertTrue(model.validProperty().get());
    }

    @Test
    void rulesBetweenControls() {
        controls.captions.set(CaptionPolicy.GIBBERISH);
        controls.captionNoise.set(0.5);
        assertFalse(controls.captionNoise.isFine());
        controls.captions.set(CaptionPolicy.TEMPLATE);
        assertTrue(controls.captionNoise.isFine());

        controls.temperature.set(0.005);
        assertFalse(controls.temperature.isFine());
        controls.temperatureLearned.set(false);
        assertEquals(new Temperature.Held(0.005), live().temperature());

        CaptionGrammar.labels().names().forEach(name -> model.withhold(name, true));
        assertFalse(controls.withheld.isFine());
        model.withhold("blue star", false);
        assertTrue(model.validProperty().get());
        assertEquals(15, model.options().data().withheld().size());
    }

    @Test
    void holdingBeginsAtTheTemperatureOfTheLastStep() {
        model.running(model.options());
        model.temperatureIs(0.034567);
        controls.temperatureLearned.set(false);
        assertEquals(new Temperature.Held(0.0346), live().temperature());
        model.temperatureIs(0.0346);
        controls.temperature.set(0.5);
        controls.temperatureLearned.set(true);
        assertEquals(new Temperature.Learned(0.5), live().temperature());
    }

    @Test
    void theUsualTemperatureFollowsTheLoss() {
        controls.loss.set(LossKind.SIGMOID);
        assertEquals(0.1, controls.temperature.get());
        assertEquals("cliplab train --seed 0 --loss sigmoid", model.line());
        controls.temperature.set(0.2);
        controls.loss.set(LossKind.INFONCE);
        assertEquals(0.2, controls.temperature.get(), "a chosen temperature stays");
    }

    @Test
    void templatesInUseFollowTheDeclaredUntilAPersonChooses() {
        controls.templatesDeclared.set(4);
        assertEquals(4, controls.templatesInUse.get());
        controls.templatesInUse.set(2);
        controls.templatesDeclared.set(6);
        assertEquals(2, controls.templatesInUse.get());
        controls.templatesDeclared.set(1);
        assertEquals(1, controls.templatesInUse.get());
    }

    @Test
    void theRunInTrainingKeepsItsTemplatesWhateverTheNextDeclares() {
        controls.templatesDeclared.set(3);
        controls.evaluationTemplates.set(List.of(template(0), template(1)));
        model.running(model.options());
        controls.templatesDeclared.set(1);
        assertEquals(3, live().trainingTemplates());
        assertEquals(List.of(template(0), template(1)), live().evaluationTemplates());
        String problem = controls.evaluationTemplates.problemProperty().get();
        assertTrue(problem.contains("a photo of a {}") && problem.contains("photo, of"), problem);

        controls.templatesDeclared.set(8);
        controls.evaluationTemplates.set(List.of(template(0), template(7)));
        assertEquals(List.of(template(0)), live().evaluationTemplates(), "it does not know \"look\"");
        assertTrue(controls.evaluationTemplates.pendingRestartProperty().get());
        assertTrue(controls.templatesInUse.pendingRestartProperty().get());
        assertEquals(3, live().trainingTemplates());
        controls.evaluationTemplates.set(List.of(template(7)));
        assertEquals(List.of(template(0)), live().evaluationTemplates(), "something has to be evaluated");
        model.running(model.options());
        assertEquals(List.of(template(7)), live().evaluationTemplates());
        assertEquals(8, live().trainingTemplates());
    }

    @Test
    void ownTemplatesAreMadeOfKnownWords() {
        controls.templatesDeclared.set(3);
        assertEquals(Optional.empty(), model.addEvaluationTemplate(" photo of … "));
        assertEquals(List.of(template(0), new PromptTemplate("photo of {}")), live().evaluationTemplates());
        assertTrue(model.addEvaluationTemplate("a {} and a dog").orElse("").contains("and, dog"));
        assertTrue(model.addEvaluationTemplate("a photo").orElse("").contains("{}"));
        assertTrue(model.addEvaluationTemplate("a a a a a {}").orElse("").contains("too long"));
        assertEquals(2, live().evaluationTemplates().size());
        controls.evaluationTemplates.set(List.of());
        assertFalse(model.validProperty().get());
        assertEquals(2, live().evaluationTemplates().size());
    }

    @Test
    void linesComeBackOrSayWhyNot() {
        String line = "cliplab train --seed 7 --epochs 3 --batch-size 100 --learning-rate 0.002 --weight-decay 0.1"
                + " --direction text-to-image --temperature 0.02 --fixed-temperature --captions shuffled"
                + " --caption-noise 0.25 --templates 5 --withhold \"red star\" --withhold \"blue circle\""
                + " --templates-in-use 2 --evaluation-template \"this is a {}\" --step-delay 0.3 --device cpu --threads 1";
        assertEquals(Optional.empty(), model.paste(line));
        assertEquals(line, model.line());
        assertEquals(Direction.TEXT_TO_IMAGE, controls.direction.get());
        assertEquals(List.of("red star", "blue circle"), controls.withheld.get());

        assertEquals(Optional.of("there is no option --bogus"), model.paste("cliplab train --bogus"));
        assertEquals(line, model.line(), "nothing changes");
        model.reset();
        assertEquals(Setup.REFERENCE, model.setupProperty().get());
    }

    @Test
    void pastingMendsWhatWasEnteredWrongly() {
        controls.epochs.refuse("not a number");
        controls.batchSize.set(0);
        assertEquals(Optional.empty(), model.paste("--seed 4"));
        assertTrue(model.validProperty().get());
        assertEquals(4, model.options().seed());
    }

    @Test
    void readingsAnswerTheControls() {
        Readings readings = model.readingsProperty().get();
        assertEquals(2720, readings.pairs());
        assertEquals(43, readings.stepsPerEpoch());
        assertEquals(Math.log(64), readings.chanceLine(), 0.02);
        assertEquals(1 / 0.07, readings.logitScale(), 1e-12);
        assertEquals("a red circle", readings.example());
        double floor = readings.expectedFloor();
        controls.batchSize.set(128);
        assertEquals(22, model.readingsProperty().get().stepsPerEpoch());
        assertTrue(model.readingsProperty().get().expectedFloor() > floor + 0.5);
        controls.captionNoise.set(0.1);
        model.withhold("red circle", true);
        assertEquals(255, model.readingsProperty().get().mislabelled());
        controls.stepDelay.set(0.5);
        assertEquals(2, model.readingsProperty().get().stepsPerSecond());
        controls.captions.set(CaptionPolicy.IDENTICAL);
        assertEquals(
                model.readingsProperty().get().chanceLine(),
                model.readingsProperty().get().expectedFloor(),
                1e-9,
                "nothing can be told apart");
    }

    @Test
    void theNumberOfPairsIsThatOfTheDataset() {
        int[] sizes =
                new ShapesDataset(0, ShapesDataset.Options.REFERENCE).captions().groupSizes();
        assertTrue(Arrays.stream(sizes).allMatch(size -> size == Readings.PAIRS_PER_CLASS));
    }
}
