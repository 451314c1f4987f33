// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.data.CaptionPolicy;
import cliplab.model.data.ShapesDataset;
import cliplab.model.loss.ContrastiveLoss;
import cliplab.model.loss.Direction;
import cliplab.model.loss.InfoNce;
import cliplab.model.loss.SigmoidPairwise;
import cliplab.model.train.Temperature;
import cliplab.model.train.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A setup as options of {@code cliplab train}: the one place where each has its name and default. {@link #line} is the way
 * back, so that a setup can be copied as text.
 */
final class SetupOptions {
    private static final TrainingOptions REFERENCE = TrainingOptions.REFERENCE;

    /** The two losses by name. */
    enum LossName {
        INFONCE,
        SIGMOID
    }

    @Option(names = "--seed", paramLabel = "N", description = "Of data, first values and order (default: 0).")
    private long seed = REFERENCE.seed();

    @Option(names = "--epochs", paramLabel = "N", description = "Times every pair is seen (default: 30).")
    private int epochs = REFERENCE.epochs();

    @Option(names = "--batch-size", paramLabel = "N", description = "Pairs a step (default: 64).")
    private int batchSize = REFERENCE.batchSize();

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "At the start; falls to 0 along a cosine (default: 0.0005).")
    private double learningRate = REFERENCE.learningRate();

    @Option(names = "--weight-decay", paramLabel = "X", description = "Decoupled, on weights only (default: 0.05).")
    private double weightDecay = REFERENCE.weightDecay();

    @Option(names = "--loss", paramLabel = "NAME", description = "infonce or sigmoid (default: infonce).")
    private LossName loss = LossName.INFONCE;

    @Option(
            names = "--direction",
            paramLabel = "NAME",
            description = "Of InfoNCE: both, image-to-text or text-to-image (default: both).")
    private @Nullable String direction;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "Where it starts (default: 0.07, with sigmoid 0.1).")
    private @Nullable Double temperature;

    @Option(names = "--fixed-temperature", description = "Hold the temperature instead of learning it.")
    private boolean fixedTemperature;

    @Option(
            names = "--captions",
            paramLabel = "NAME",
            description = "template, identical, gibberish or shuffled (default: template).")
    private CaptionPolicy captions = REFERENCE.data().captions();

    @Option(
            names = "--caption-noise",
            paramLabel = "P",
            description = "Share of pairs with another class's caption, 0 to 1 (default: 0).")
    private double captionNoise = REFERENCE.data().captionNoise();

    @Option(
            names = "--templates",
            paramLabel = "N",
            description = "Caption templates declared and in use, 1 to 8 (default: 1).")
    private int templates = REFERENCE.data().templates();

    @Option(
            names = "--withhold",
            paramLabel = "CLASS",
            description = "Leave a class such as \"red triangle\" out of training; may be repeated.")
    private List<String> withheld = new ArrayList<>();

    /** The names of all options of this group. */
    static final Set<String> NAMES = Set.of(
            "--seed",
            "--epochs",
            "--batch-size",
            "--learning-rate",
            "--weight-decay",
            "--loss",
            "--direction",
            "--temperature",
            "--fixed-temperature",
            "--captions",
            "--caption-noise",
            "--templates",
            "--withhold");

    TrainingOptions options() {
        try {
            ContrastiveLoss chosen = loss();
            double start = temperature == null ? chosen.startTemperature() : temperature;
            return new TrainingOptions(
                    seed,
                    new ShapesDataset.Options(captions, captionNoise, templates, withheld),
                    chosen,
                    REFERENCE.embedDim(),
                    REFERENCE.strides(),
                    epochs,
                    batchSize,
                    learningRate,
                    weightDecay,
                    fixedTemperature ? new Temperature.Held(start) : new Temperature.Learned(start));
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private ContrastiveLoss loss() {
        if (loss == LossName.SIGMOID) {
            if (direction != null) {
                throw new IllegalArgumentException("the sigmoid loss has no direction; leave --direction out");
            }
            return new SigmoidPairwise();
        }
        if (direction == null) {
            return REFERENCE.loss();
        }
        return new InfoNce(
                switch (direction.toLowerCase(Locale.ROOT)) {
                    case "both" -> Direction.BOTH;
                    case "image-to-text" -> Direction.IMAGE_TO_TEXT;
                    case "text-to-image" -> Direction.TEXT_TO_IMAGE;
                    default ->
                        throw new IllegalArgumentException(
                                "the direction must be both, image-to-text or text-to-image, not \"" + direction
                                        + "\"");
                });
    }

    /** The command line that makes this setup; what is at its default is left out. */
    static String line(TrainingOptions options) {
        StringBuilder line = new StringBuilder("cliplab train --seed " + options.seed());
        add(line, "--epochs", options.epochs(), REFERENCE.epochs());
        add(line, "--batch-size", options.batchSize(), REFERENCE.batchSize());
        add(line, "--learning-rate", options.learningRate(), REFERENCE.learningRate());
        add(line, "--weight-decay", options.weightDecay(), REFERENCE.weightDecay());
        switch (options.loss()) {
            case SigmoidPairwise sigmoid -> line.append(" --loss sigmoid");
            case InfoNce infoNce -> {
                switch (infoNce.direction()) {
                    case BOTH -> {}
                    case IMAGE_TO_TEXT -> line.append(" --direction image-to-text");
                    case TEXT_TO_IMAGE -> line.append(" --direction text-to-image");
                }
            }
        }
        add(line, "--temperature", options.temperature().start(), options.loss().startTemperature());
        if (options.temperature() instanceof Temperature.Held) {
            line.append(" --fixed-temperature");
        }
        ShapesDataset.Options data = options.data();
        add(line, "--captions", data.captions().name().toLowerCase(Locale.ROOT), "template");
        add(line, "--caption-noise", data.captionNoise(), REFERENCE.data().captionNoise());
        add(line, "--templates", data.templates(), REFERENCE.data().templates());
        data.withheld()
                .forEach(name -> line.append(" --withhold \"").append(name).append('"'));
        return line.toString();
    }

    private static void add(StringBuilder line, String option, Object value, Object usual) {
        if (!value.equals(usual)) {
            line.append(' ').append(option).append(' ').append(value);
        }
    }
}
