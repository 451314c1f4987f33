// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

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
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * A setup as options of {@code cliplab train}: the one place where each has its name and default. {@link #line} is the way
 * back, so that a setup can be copied as text.
 */
final class SetupOptions {
    private static final TrainingOptions REFERENCE = TrainingOptions.REFERENCE;
    private static final Pattern PROGRAM = Pattern.compile("(.*[/\\\\])?cliplab(\\.cmd)?");

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
            description = "Caption templates declared, 1 to 8; their words are all the network knows (default: 1).")
    private int templates = REFERENCE.data().templates();

    @Option(
            names = "--templates-in-use",
            paramLabel = "N",
            description = "How many of them captions are drawn from (default: all).")
    private @Nullable Integer templatesInUse;

    @Option(
            names = "--evaluation-template",
            paramLabel = "TEXT",
            description = "Put around a class's name at evaluation, such as \"a photo of a {}\"; several make an"
                    + " ensemble (default: \"a {}\").")
    private List<String> evaluationTemplates = new ArrayList<>();

    @Option(
            names = "--step-delay",
            paramLabel = "SECONDS",
            description = "Pause after each step, for slow motion (default: 0).")
    private double stepDelay;

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
            "--templates-in-use",
            "--evaluation-template",
            "--step-delay",
            "--withhold");

    /** The whole setup, with where it is to run. */
    Setup setup(EngineOptions engine) {
        TrainingOptions options = options();
        try {
            Setup usual = Setup.of(options);
            return new Setup(
                    options,
                    templatesInUse == null ? usual.templatesInUse() : templatesInUse,
                    evaluationTemplates.isEmpty()
                            ? usual.evaluationTemplates()
                            : evaluationTemplates.stream()
                                    .map(PromptTemplate::new)
                                    .distinct()
                                    .toList(),
                    stepDelay,
                    engine.device(),
                    engine.threads());
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

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

    /** The same for a whole setup. */
    static String line(Setup setup) {
        Setup usual = Setup.of(setup.options());
        StringBuilder line = new StringBuilder(line(setup.options()));
        add(line, "--templates-in-use", setup.templatesInUse(), usual.templatesInUse());
        if (!setup.evaluationTemplates().equals(usual.evaluationTemplates())) {
            setup.evaluationTemplates()
                    .forEach(template ->
                            line.append(" --evaluation-template ").append(LineWords.quote(template.text())));
        }
        add(line, "--step-delay", setup.stepDelaySeconds(), usual.stepDelaySeconds());
        add(line, "--device", setup.device(), usual.device());
        if (setup.threads() != null) {
            line.append(" --threads ").append(setup.threads());
        }
        return line.toString();
    }

    /** @throws IllegalArgumentException with one sentence for the person */
    static Setup parse(String line) {
        return parse(withoutCommand(LineWords.split(line)));
    }

    /** @throws IllegalArgumentException with one sentence for the person */
    static Setup with(Setup setup, String option, String value) {
        List<String> words = new ArrayList<>(withoutCommand(LineWords.split(line(setup))));
        int at = words.indexOf(option);
        if (at >= 0) {
            words.subList(at, at + 2).clear();
        }
        words.add(option + "=" + value); // in one piece, so that a value may begin with a dash
        return parse(words);
    }

    private static Setup parse(List<String> words) {
        SetupOptions setup = new SetupOptions();
        EngineOptions engine = new EngineOptions();
        CommandLine reader = new CommandLine(CommandSpec.create()
                        .name("cliplab train")
                        .addMixin("setup", CommandSpec.forAnnotatedObject(setup))
                        .addMixin("engine", CommandSpec.forAnnotatedObject(engine)))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false);
        try {
            reader.parseArgs(words.toArray(String[]::new));
            return setup.setup(engine);
        } catch (UnmatchedArgumentException e) {
            throw new IllegalArgumentException(unexpected(e.getUnmatched().getFirst()), e);
        } catch (ParameterException | CommandException e) {
            throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The options alone: people copy a line with or without the command, and with the prompt before it. */
    private static List<String> withoutCommand(List<String> words) {
        int from = 0;
        if (from < words.size() && words.get(from).equals("$")) {
            from++;
        }
        boolean named = from < words.size() && PROGRAM.matcher(words.get(from)).matches();
        if (named) {
            from++;
        }
        if (from < words.size() && words.get(from).equals("train")) {
            return words.subList(from + 1, words.size());
        }
        if (named || from >= words.size()) {
            throw new IllegalArgumentException("a setup is a line that begins with: cliplab train");
        }
        return words.subList(from, words.size());
    }

    private static String unexpected(String word) {
        if (!word.startsWith("-")) {
            return "\"" + word + "\" is not expected here; put a text of several words into quotation marks";
        }
        String name = word.split("=", 2)[0];
        boolean elsewhere = CommandSpec.forAnnotatedObject(new TrainCommand()).findOption(name) != null;
        return elsewhere ? name + " is no part of a setup; leave it out" : "there is no option " + name;
    }

    private static void add(StringBuilder line, String option, Object value, Object usual) {
        if (!value.equals(usual)) {
            line.append(' ').append(option).append(' ').append(value);
        }
    }
}
