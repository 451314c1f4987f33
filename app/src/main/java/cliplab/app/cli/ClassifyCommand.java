// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.data.ImageFile;
import cliplab.model.data.Label;
import cliplab.model.data.PackedImages;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.RgbImage;
import cliplab.model.data.UnreadableImageException;
import cliplab.model.eval.Embedder;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.model.eval.ZeroShotClassifier;
import cliplab.model.net.LogitScale;
import cliplab.model.run.LoadedRun;
import cliplab.model.run.SavedRun;
import cliplab.model.runtime.DeviceUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cliplab classify}: asks a saved run which of some labels fits a picture best. */
@Command(
        name = "classify",
        description =
                "Says which of the labels given fits each image best. The answer is always one of the labels, even where"
                        + " none fits.")
final class ClassifyCommand implements Callable<Integer> {
    @Option(names = "--run", paramLabel = "DIR", required = true, description = "Folder of the run to ask.")
    private Path run;

    @Option(names = "--epoch", paramLabel = "N", description = "Its weights after this epoch (default: the newest).")
    private @Nullable Integer epoch;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            description = "A possible answer; may be repeated (default: the classes of the data).")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--template",
            paramLabel = "TEXT",
            description =
                    "Words around the label, which goes where {} stands; several make an ensemble (default: the run's first).")
    private List<String> templates = new ArrayList<>();

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "For the probabilities (default: as the run learned it).")
    private @Nullable Double temperature;

    @Option(names = "--json", description = "One JSON array instead of text.")
    private boolean json;

    @Parameters(paramLabel = "IMAGE", arity = "1..*", description = "Pictures: PNG, JPEG, GIF, BMP, TIFF or WebP.")
    private List<Path> images;

    @Mixin
    private EngineOptions engine = new EngineOptions();

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    ClassifyCommand() {}

    /** One label's numbers for one image, named as in JSON. */
    private record Score(String label, double cosine, double probability) {}

    /** One image's answer, named as in JSON. */
    private record Answer(String image, String top, List<Score> labels) {}

    @Override
    public Integer call() throws IOException, DeviceUnavailableException {
        if (temperature != null) {
            Temperatures.check(temperature);
        }
        List<PromptTemplate> given = prompts();
        SavedRun saved = SavedRun.open(run.toAbsolutePath());
        List<String> names = labels.isEmpty()
                ? saved.manifest().labels().stream().map(Label::name).toList()
                : labels;
        List<PromptTemplate> prompts =
                given.isEmpty() ? saved.manifest().templates().subList(0, 1) : given;
        OptionalInt wanted = epoch == null ? OptionalInt.empty() : OptionalInt.of(epoch);
        EngineOptions.Started started = engine.start();
        try (LoadedRun loaded = LoadedRun.load(saved, wanted, started.device())) {
            noteUnknownWords(loaded.embedder(), names, prompts);
            ZeroShotClassifier classifier = new ZeroShotClassifier(loaded.embedder(), names, prompts);
            return answerAll(loaded.embedder(), classifier);
        }
    }

    private List<PromptTemplate> prompts() {
        try {
            return templates.stream().map(PromptTemplate::new).toList();
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private void noteUnknownWords(Embedder embedder, List<String> names, List<PromptTemplate> prompts) {
        PrintWriter err = spec.commandLine().getErr();
        for (PromptTemplate prompt : prompts) {
            for (String name : names) {
                String text = prompt.fill(name);
                List<String> unknown = embedder.tokenizer().tokenize(text).unknown();
                if (!unknown.isEmpty()) {
                    err.println("cliplab: this run does not know " + String.join(", ", unknown) + "; left out of \""
                            + text + "\"");
                }
                List<String> cut = embedder.tokenizer().tokenize(text).cut();
                if (!cut.isEmpty()) {
                    err.println(
                            "cliplab: \"" + text + "\" is too long for this run; left out: " + String.join(" ", cut));
                }
            }
        }
    }

    private int answerAll(Embedder embedder, ZeroShotClassifier classifier) {
        double learned = LogitScale.temperature(embedder.logitScale());
        double tau = temperature == null ? learned : temperature;
        List<Answer> answers = new ArrayList<>();
        int exitCode = ExitCode.OK;
        for (Path file : images) {
            try {
                answers.add(answer(file, embedder, classifier, tau));
            } catch (UnreadableImageException e) {
                spec.commandLine().getErr().println("cliplab: " + e.getMessage());
                exitCode = ExitCode.UNREADABLE;
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Jsons.LINE.toJson(answers));
        } else if (!answers.isEmpty()) {
            out.printf("τ = %.4f%s%n", tau, temperature == null ? " (learned)" : ", learned %.4f".formatted(learned));
            answers.forEach(answer -> print(out, answer));
        }
        return exitCode;
    }

    private static Answer answer(Path file, Embedder embedder, ZeroShotClassifier classifier, double tau)
            throws UnreadableImageException {
        RgbImage image = embedder.preprocessor().fit(ImageFile.read(file));
        float[] cosines = classifier.cosines(embedder.embedImages(PackedImages.of(List.of(image))))[0];
        ZeroShotAnswer fits = ZeroShotAnswer.of(classifier.labels(), cosines, tau);
        List<Score> scores = IntStream.range(0, cosines.length)
                .mapToObj(i -> new Score(fits.labels().get(i), cosines[i], fits.probabilities()[i]))
                .toList();
        return new Answer(file.toString(), fits.top(), scores);
    }

    private static void print(PrintWriter out, Answer answer) {
        out.println();
        out.println(answer.image() + ": " + answer.top() + ", of the labels given");
        out.println("  cosine  probability  label");
        answer.labels().stream()
                .sorted(Comparator.comparingDouble(Score::cosine).reversed())
                .forEach(score ->
                        out.printf("  %6.4f     %8.4f  %s%n", score.cosine(), score.probability(), score.label()));
    }
}
