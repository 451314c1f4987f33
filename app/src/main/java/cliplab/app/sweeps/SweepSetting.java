// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import cliplab.app.cli.Setup;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A setting that a sweep may vary: an option of {@code cliplab train} that takes one value. */
public enum SweepSetting {
    BATCH_SIZE("8, 16, 64, 256"),
    LEARNING_RATE("1e-4, 5e-4, 2e-3"),
    WEIGHT_DECAY("0, 0.05, 0.5"),
    TEMPERATURE("0.03, 0.07, 0.2"),
    EPOCHS("10, 30, 60"),
    LOSS("infonce, sigmoid"),
    DIRECTION("both, image-to-text, text-to-image"),
    CAPTIONS("template, identical, gibberish, shuffled"),
    CAPTION_NOISE("0, 0.1, 0.3"),
    TEMPLATES("1, 4, 8"),
    TEMPLATES_IN_USE("1, 2, 4");

    private final String example;

    SweepSetting(String example) {
        this.example = example;
    }

    /** Values to begin with, as a person would type them. */
    public String example() {
        return example;
    }

    /** As the command line and files name it, such as {@code batch-size}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The same as words, such as {@code batch size}. */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** @throws IllegalArgumentException with one sentence where the value will not do */
    Setup set(Setup setup, String value) {
        return setup.with("--" + id(), value);
    }

    /**
     * Reads a name, or the beginning of one that no other has, such as {@code batch}.
     *
     * @throws IllegalArgumentException with one sentence
     */
    public static SweepSetting parse(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT);
        for (SweepSetting setting : values()) {
            if (setting.id().equals(name)) {
                return setting;
            }
        }
        var begun = Arrays.stream(values())
                .filter(setting -> !name.isEmpty() && setting.id().startsWith(name))
                .toList();
        if (begun.size() == 1) {
            return begun.getFirst();
        }
        throw new IllegalArgumentException("a sweep cannot vary \"" + text + "\"; choose from "
                + Arrays.stream(values()).map(SweepSetting::id).collect(Collectors.joining(", ")));
    }
}
