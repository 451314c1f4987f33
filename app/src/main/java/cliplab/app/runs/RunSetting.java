// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs;

import cliplab.model.data.ShapesDataset;
import cliplab.model.run.RunManifest;
import cliplab.model.run.RunRow;
import cliplab.model.train.Change;
import cliplab.model.train.Temperature;
import cliplab.model.train.TrainingOptions;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What two runs may differ in, as a person reads it. Those of a setup are called as the options of {@code cliplab train}.
 */
public enum RunSetting {
    SEED(Part.DRAW),
    EPOCHS(Part.SETUP),
    BATCH_SIZE(Part.SETUP),
    LEARNING_RATE(Part.SETUP),
    WEIGHT_DECAY(Part.SETUP),
    LOSS(Part.SETUP),
    TEMPERATURE(Part.SETUP),
    CAPTIONS(Part.SETUP),
    CAPTION_NOISE(Part.SETUP),
    TEMPLATES(Part.SETUP),
    WITHHOLD(Part.SETUP),
    EMBED_DIM(Part.SETUP),
    STRIDES(Part.SETUP),
    /** The changes made while it ran. */
    CHANGES(Part.SETUP),
    DEVICE(Part.PLACE),
    THREADS(Part.PLACE),
    VERSIONS(Part.PLACE),
    DATA(Part.DRAW);

    /** What a setting says about a run. */
    private enum Part {
        /** Which of the runs of one setup it is. */
        DRAW,
        SETUP,
        /** Where it ran; its numbers should not depend on that by more than rounding. */
        PLACE
    }

    private static final int MOST_CHANGES = 3;

    private final Part part;

    RunSetting(Part part) {
        this.part = part;
    }

    /** Its name in commands and tables, such as {@code batch-size}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it is for a run, in words. */
    public String of(RunRow.Known row) {
        RunManifest run = row.run().manifest();
        return of(run.options(), row.summary().changes(), run);
    }

    private String of(TrainingOptions options, List<Change> changes, RunManifest run) {
        ShapesDataset.Options data = options.data();
        return switch (this) {
            case SEED -> Long.toString(options.seed());
            case EPOCHS -> Integer.toString(options.epochs());
            case BATCH_SIZE -> Integer.toString(options.batchSize());
            case LEARNING_RATE -> Double.toString(options.learningRate());
            case WEIGHT_DECAY -> Double.toString(options.weightDecay());
            case LOSS -> options.loss().name();
            case TEMPERATURE -> temperature(options.temperature());
            case CAPTIONS -> data.captions().name().toLowerCase(Locale.ROOT);
            case CAPTION_NOISE -> Double.toString(data.captionNoise());
            case TEMPLATES -> Integer.toString(data.templates());
            case WITHHOLD -> data.withheld().isEmpty() ? "none" : String.join(", ", data.withheld());
            case EMBED_DIM -> Integer.toString(options.embedDim());
            case STRIDES -> options.strides().toString();
            case CHANGES -> changes(changes);
            case DEVICE -> run.device();
            case THREADS -> Integer.toString(run.threads());
            case VERSIONS -> versions(run.versions());
            case DATA -> run.dataDigest();
        };
    }

    /** Whether runs that are alike in all of these are one setup drawn anew. */
    public boolean isOfSetup() {
        return part == Part.SETUP;
    }

    /** The settings of a run that are not those of the published experiment, with their values; its seed left out. */
    public static Map<RunSetting, String> changed(RunRow.Known row) {
        Map<RunSetting, String> changed = new EnumMap<>(RunSetting.class);
        for (RunSetting setting : values()) {
            String usual =
                    setting.of(TrainingOptions.REFERENCE, List.of(), row.run().manifest());
            if (setting.isOfSetup() && !setting.of(row).equals(usual)) {
                changed.put(setting, setting.of(row));
            }
        }
        return changed;
    }

    private static String temperature(Temperature temperature) {
        return switch (temperature) {
            case Temperature.Learned learned -> "learned from " + learned.start();
            case Temperature.Held held -> "held at " + held.value();
        };
    }

    private static String changes(List<Change> changes) {
        if (changes.isEmpty()) {
            return "none";
        }
        String words = changes.stream()
                .limit(MOST_CHANGES)
                .map(change ->
                        change.setting().id().replace('_', '-') + " " + change.to() + " from step " + change.step())
                .collect(Collectors.joining("; "));
        return changes.size() <= MOST_CHANGES ? words : words + "; and " + (changes.size() - MOST_CHANGES) + " more";
    }

    private static String versions(Map<String, String> versions) {
        return versions.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining("; "));
    }
}
