// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.ShapesDataset;
import cliplab.model.loss.ContrastiveLoss;
import cliplab.model.loss.Direction;
import cliplab.model.loss.InfoNce;
import cliplab.model.loss.SigmoidPairwise;
import cliplab.model.train.Temperature;
import cliplab.model.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A setup copies as its command line and pastes back. */
class SetupOptionsTest {
    @Test
    void theDefaultIsTheReference() {
        assertEquals(TrainingOptions.REFERENCE, parse("cliplab train"));
        assertEquals("cliplab train --seed 0", SetupOptions.line(TrainingOptions.REFERENCE));
    }

    @Test
    void everySettingSurvivesTheWayThroughText() {
        TrainingOptions usual = TrainingOptions.REFERENCE;
        for (TrainingOptions options : List.of(
                usual.withSeed(-7),
                new TrainingOptions(
                        3,
                        new ShapesDataset.Options(
                                CaptionPolicy.SHUFFLED, 0.25, 5, List.of("red triangle", "blue star")),
                        new InfoNce(Direction.TEXT_TO_IMAGE),
                        usual.embedDim(),
                        usual.strides(),
                        7,
                        256,
                        1e-3,
                        0,
                        new Temperature.Held(0.02)),
                new TrainingOptions(
                        0,
                        usual.data(),
                        new SigmoidPairwise(),
                        usual.embedDim(),
                        usual.strides(),
                        30,
                        64,
                        5e-4,
                        0.05,
                        new Temperature.Learned(0.1)))) {
            assertEquals(options, parse(SetupOptions.line(options)), SetupOptions.line(options));
        }
    }

    @Test
    void wholeSetupsSurviveTheWayThroughText() {
        Random random = new Random(5);
        for (int i = 0; i < 500; i++) {
            Setup setup = randomSetup(random);
            assertEquals(setup, Setup.parse(setup.line()), setup.line());
        }
    }

    private static Setup randomSetup(Random random) {
        CaptionPolicy captions = List.of(CaptionPolicy.values()).get(random.nextInt(4));
        int declared = 1 + random.nextInt(8);
        List<String> withheld = CaptionGrammar.labels().names().stream()
                .filter(_ -> random.nextInt(5) == 0)
                .limit(15)
                .toList();
        List<ContrastiveLoss> losses = List.of(
                new SigmoidPairwise(),
                new InfoNce(Direction.BOTH),
                new InfoNce(Direction.IMAGE_TO_TEXT),
                new InfoNce(Direction.TEXT_TO_IMAGE));
        double start = 0.01 + random.nextDouble();
        TrainingOptions options = new TrainingOptions(
                random.nextLong(),
                new ShapesDataset.Options(
                        captions,
                        captions == CaptionPolicy.GIBBERISH || random.nextBoolean() ? 0 : random.nextDouble(),
                        declared,
                        withheld),
                losses.get(random.nextInt(losses.size())),
                TrainingOptions.REFERENCE.embedDim(),
                TrainingOptions.REFERENCE.strides(),
                1 + random.nextInt(10_000),
                2 + random.nextInt(4095),
                Math.max(1e-9, random.nextDouble()),
                10 * random.nextDouble(),
                random.nextBoolean() ? new Temperature.Held(start / 10) : new Temperature.Learned(start));
        List<PromptTemplate> evaluation =
                new ArrayList<>(CaptionGrammar.declare(declared).subList(random.nextInt(declared), declared));
        if (random.nextBoolean()) {
            evaluation.add(new PromptTemplate("\"{}\", `\\ ”$ !\\\""));
        }
        return new Setup(
                options,
                1 + random.nextInt(declared),
                evaluation,
                random.nextBoolean() ? 0 : 60 * random.nextDouble(),
                Setup.DEVICES.get(random.nextInt(4)),
                random.nextBoolean() ? null : 1 + random.nextInt(8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cliplab train --seed 3 --withhold \"red star\"",
                "train --seed 3 --withhold 'red star'",
                "--seed 3 --withhold red\\ star",
                "  $ ./bin/cliplab train --seed=3 \\\n  --withhold=\"red star\"  ",
                "cliplab train --seed 3 --withhold “red star”",
                "C:\\lab\\cliplab.cmd train --seed 3 --withhold ‘red star’",
                "cliplab\u00A0train\t--withhold re\"d st\"ar --seed 3",
            })
    void peopleQuoteAsTheyLike(String line) {
        // A backslash outside quotes keeps the next character, so a path of Windows needs quotes.
        Setup setup = Setup.parse(line.replace("C:\\lab\\cliplab.cmd", "\"C:\\lab\\cliplab.cmd\""));
        assertEquals(3, setup.options().seed());
        assertEquals(List.of("red star"), setup.options().data().withheld());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "cliplab train --bogus | there is no option --bogus",
                "cliplab train --bogus=7 | there is no option --bogus",
                "cliplab train --out=runs/1 | --out is no part of a setup; leave it out",
                "cliplab train --json | --json is no part of a setup; leave it out",
                "cliplab train --withhold red star | \"star\" is not expected here; put a text of several words into"
                        + " quotation marks",
                "cliplab train --withhold \"red star | a quotation mark is opened and not closed",
                "cliplab classify a.png | a setup is a line that begins with: cliplab train",
                "~~ | a setup is a line that begins with: cliplab train",
                "cliplab train --epochs none | Invalid value for option '--epochs': 'none' is not an int",
                "cliplab train --seed 1 --seed 2 | option '--seed' (N) should be specified only once",
                "cliplab train --epochs 0 | epochs must be from 1 to 10000, not 0",
                "cliplab train --device abacus | there is no device \"abacus\"; choose auto, cpu, cuda or mps",
                "cliplab train --threads 0 | threads must be from 1 to 1024, not 0",
                "cliplab train --step-delay 61 | the delay must be from 0 to 60 seconds, not 61.0",
                "cliplab train --templates 2 --templates-in-use 3 | templates in use must be from 1 to the 2 declared, not"
                        + " 3",
                "cliplab train --evaluation-template \"a photo of a {}\" | the evaluation template \"a photo of a {}\" has"
                        + " words that the declared caption templates lack: photo, of",
                "cliplab train --evaluation-template \"a a {}\" | the evaluation template \"a a {}\" is too long: with the"
                        + " class's name the network reads 3 words",
                "cliplab train --evaluation-template photo | a template holds {} exactly once, unlike \"photo\"",
            })
    void whatCannotBeReadIsSaidInOneSentence(String line, String expected) {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> Setup.parse(line));
        assertEquals(expected, error.getMessage());
    }

    @Test
    void settingsOfTheFirstStepReachTheRun() {
        Setup setup = Setup.parse("--templates 3 --templates-in-use 2 --evaluation-template 'a drawing of a {}'"
                + " --evaluation-template 'a {}' --step-delay 0.5 --device GPU --threads 2");
        assertEquals(2, setup.live().trainingTemplates());
        assertEquals(
                List.of(new PromptTemplate("a drawing of a {}"), new PromptTemplate("a {}")),
                setup.live().evaluationTemplates());
        assertEquals(0.5, setup.live().stepDelaySeconds());
        assertEquals("cuda", setup.device());
        assertEquals(2, setup.threads());
    }

    private static TrainingOptions parse(String line) {
        return Setup.parse(line).options();
    }
}
