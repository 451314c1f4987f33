// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.ShapesDataset;
import cliplab.model.loss.Direction;
import cliplab.model.loss.InfoNce;
import cliplab.model.loss.SigmoidPairwise;
import cliplab.model.train.Temperature;
import cliplab.model.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A setup copies as its command line and pastes back. */
class SetupOptionsTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

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

    private static TrainingOptions parse(String line) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        SetupOptions setup = new SetupOptions();
        new CommandLine(CommandLine.Model.CommandSpec.create()
                        .addMixin("setup", CommandLine.Model.CommandSpec.forAnnotatedObject(setup)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(words.subList(2, words.size()).toArray(String[]::new));
        return setup.options();
    }
}
