// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.Label;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.ShapesDataset;
import cliplab.model.train.Networks;
import cliplab.model.train.TrainingOptions;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code run.json} says: everything about a run that is not a number per step.
 *
 * @param schema 1
 * @param status how the run stands
 * @param preset the name of the preset the options are, or "custom"
 * @param created when, ISO 8601 in UTC
 * @param options fixed for the run
 * @param dataDigest SHA-256 of pixels and captions
 * @param parameters of the network
 * @param versions of this program, the engine and Java
 * @param device where it was trained: "cpu", "cuda" or "mps"
 * @param threads intra-op threads of the engine
 * @param imageEncoder its name and settings
 * @param textEncoder its name and settings
 * @param vocabulary the tokens by number
 * @param contextLength tokens in a text
 * @param templates declared for training
 * @param labels the classes of the data, in order; may be empty
 * @param preprocessing what a picture goes through
 */
public record RunManifest(
        int schema,
        RunStatus status,
        String preset,
        String created,
        TrainingOptions options,
        String dataDigest,
        int parameters,
        Map<String, String> versions,
        String device,
        int threads,
        String imageEncoder,
        String textEncoder,
        List<String> vocabulary,
        int contextLength,
        List<PromptTemplate> templates,
        List<Label> labels,
        Preprocessing preprocessing) {
    /** The schema this program writes, and the newest it reads. */
    public static final int SCHEMA = 1;

    public RunManifest {
        Stream.of(status, preset, created, options, dataDigest, versions, device, imageEncoder, textEncoder)
                .forEach(RunManifest::require);
        Stream.of(vocabulary, templates, labels, preprocessing).forEach(RunManifest::require);
        if (threads < 1 || contextLength < 2 || templates.isEmpty()) {
            throw new IllegalArgumentException("threads, context length or templates are not those of a run");
        }
    }

    private static void require(@Nullable Object value) {
        if (value == null) {
            throw new IllegalArgumentException("an entry is missing");
        }
    }

    /**
     * @param resize in words
     * @param size height and width, in pixels
     * @param mean per channel, in 0 … 1
     * @param deviation per channel, in 0 … 1
     */
    public record Preprocessing(String resize, int size, List<Float> mean, List<Float> deviation) {}

    /** The manifest of a run that is about to begin; networks and data are described as they are. */
    public static RunManifest of(
            TrainingOptions options,
            ShapesDataset data,
            String device,
            int threads,
            Map<String, String> versions,
            Instant now) {
        ImagePreprocessor preprocessor = data.preprocessor();
        int vocabularySize = data.tokenizer().vocabularySize();
        return new RunManifest(
                SCHEMA,
                RunStatus.RUNNING,
                preset(options),
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                options,
                data.digest(),
                Networks.parameterCount(options, vocabularySize),
                versions,
                device,
                threads,
                Networks.imageEncoder(options).describe(),
                Networks.textEncoder(options, vocabularySize).describe(),
                data.tokenizer().vocabulary().words(),
                data.tokenizer().contextLength(),
                data.templates(),
                data.evaluation().labels().labels(),
                new Preprocessing(
                        "shorter side by antialiased bicubic (Pillow), centre crop",
                        preprocessor.size(),
                        list(preprocessor.mean()),
                        list(preprocessor.deviation())));
    }

    /** The name of the preset that the options are, whatever their seed, or "custom". */
    public static String preset(TrainingOptions options) {
        return options.equals(TrainingOptions.REFERENCE.withSeed(options.seed())) ? "Reference" : "custom";
    }

    private static List<Float> list(float[] values) {
        return IntStream.range(0, values.length).mapToObj(i -> values[i]).toList();
    }

    public RunManifest withStatus(RunStatus value) {
        return new RunManifest(
                schema,
                value,
                preset,
                created,
                options,
                dataDigest,
                parameters,
                versions,
                device,
                threads,
                imageEncoder,
                textEncoder,
                vocabulary,
                contextLength,
                templates,
                labels,
                preprocessing);
    }
}
