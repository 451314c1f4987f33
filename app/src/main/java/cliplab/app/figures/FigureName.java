// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What can be drawn of a run. */
public enum FigureName {
    /** The loss of each step, raw and smoothed, between chance and floor. */
    LOSS,
    /** Zero-shot accuracy epoch by epoch. */
    ACCURACY,
    /** One image of each class against every caption, at one epoch. */
    SIMILARITY,
    /** The map of images and captions, at one epoch. */
    EMBEDDING,
    /** Temperature and learning rate along the run. */
    TEMPERATURE,
    /** Mean cosines epoch by epoch. */
    COSINE,
    /** The layers of both encoders. */
    NETWORK;

    /** As a person types it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> ids() {
        return Arrays.stream(values()).map(FigureName::id).toList();
    }

    /** @throws IllegalArgumentException for any other word, naming those that there are */
    public static FigureName of(String id) {
        return Arrays.stream(values())
                .filter(name -> name.id().equals(id.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "there is no figure \"" + id + "\"; choose " + String.join(", ", ids())));
    }

    /** Whether it shows one epoch alone. */
    public boolean ofOneEpoch() {
        return this == SIMILARITY || this == EMBEDDING;
    }
}
