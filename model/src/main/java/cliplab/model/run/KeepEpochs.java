// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

/**
 * Which epochs' weights and snapshots stay on disk.
 *
 * @param newest how many of the newest; at least 1
 */
public record KeepEpochs(int newest) {
    public static final KeepEpochs ALL = new KeepEpochs(Integer.MAX_VALUE);

    public KeepEpochs {
        if (newest < 1) {
            throw new IllegalArgumentException("at least one epoch is kept, not " + newest);
        }
    }

    /** Reads "all", "last" or a number. */
    public static KeepEpochs parse(String text) {
        return switch (text) {
            case "all" -> ALL;
            case "last" -> new KeepEpochs(1);
            default -> {
                try {
                    yield new KeepEpochs(Integer.parseInt(text));
                } catch (NumberFormatException e) {
                    throw new IllegalArgumentException(
                            "epochs to keep are all, last or a number, not \"" + text + "\"");
                }
            }
        };
    }
}
