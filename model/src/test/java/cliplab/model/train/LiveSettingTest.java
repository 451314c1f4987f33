// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PromptTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveSettingTest {
    private static final LiveOptions START = LiveOptions.startOf(TrainingOptions.REFERENCE);
    private static final LiveOptions OTHER = START.withBatchSize(100)
            .withLearningRate(1.0 / 3)
            .withTemperature(new Temperature.Held(0.1 + 0.2))
            .withTrainingTemplates(4)
            .withEvaluationTemplates(List.of(PromptTemplate.BARE, new PromptTemplate("un été, {} !")));

    @Test
    void everySettingSurvivesItsTextForm() {
        LiveOptions rebuilt = START;
        for (LiveSetting setting : LiveSetting.values()) {
            rebuilt = setting.write(rebuilt, setting.read(OTHER));
            assertEquals(setting.read(OTHER), setting.read(rebuilt));
        }
        assertEquals(OTHER, rebuilt);
    }

    @Test
    void aLearnedTemperatureIsAWord() {
        assertEquals("learned", LiveSetting.TEMPERATURE.read(START));
        LiveOptions learned = LiveSetting.TEMPERATURE.write(OTHER, "learned");
        assertTrue(learned.temperature() instanceof Temperature.Learned);
        assertEquals(
                new Temperature.Held(5),
                LiveSetting.TEMPERATURE.write(START, "5").temperature());
    }

    @Test
    void numbersAreShortAndLoseNothing() {
        assertEquals("64", LiveSetting.text(64));
        assertEquals("5.0E-4", LiveSetting.text(5e-4));
        for (double value : new double[] {0.1 + 0.2, 1e-9, 1.0 / 3, 1e15, 1e20, -2.5}) {
            assertEquals(value, Double.parseDouble(LiveSetting.text(value)));
        }
    }

    @Test
    void differencesBecomeChangesThatApply() {
        List<Change> changes = LiveSetting.differences(9, START, OTHER);
        assertEquals(5, changes.size());
        LiveOptions rebuilt = START;
        for (Change change : changes) {
            assertEquals(9, change.step());
            assertEquals(change.from(), change.setting().read(START));
            rebuilt = change.applyTo(rebuilt);
        }
        assertEquals(OTHER, rebuilt);
        assertTrue(
                LiveSetting.differences(9, START, START.withStepDelaySeconds(3).withGlimpseEverySeconds(2))
                        .isEmpty());
    }

    @Test
    void textThatIsNoValueIsRefused() {
        for (LiveSetting setting : LiveSetting.values()) {
            assertThrows(IllegalArgumentException.class, () -> setting.write(START, "rubbish"));
        }
        assertThrows(IllegalArgumentException.class, () -> LiveSetting.BATCH_SIZE.write(START, "1"));
        assertThrows(IllegalArgumentException.class, () -> LiveSetting.TEMPERATURE.write(START, "0"));
    }

    @Test
    void namesAreThoseOfTheFile() {
        assertEquals(
                List.of("temperature", "batch_size", "learning_rate", "training_templates", "evaluation_templates"),
                List.of(LiveSetting.values()).stream().map(LiveSetting::id).toList());
        assertEquals(
                "a {}|a photo of a {}",
                LiveSetting.EVALUATION_TEMPLATES.read(START.withEvaluationTemplates(CaptionGrammar.declare(2))));
    }
}
