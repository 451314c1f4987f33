// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Images of nothing the network was told about: 4 unseen shapes in 4 unseen colours, 30 each, 480 in all. One half sets
 * the threshold under which an answer is "none of these"; the other half, set aside, tells whether it holds.
 *
 * @param calibration 240 images, 15 of each kind
 * @param setAside the other 240
 */
public record Strangers(Images calibration, Images setAside) {
    public static final List<String> COLOURS = List.of("purple", "cyan", "orange", "pink");
    public static final List<String> SHAPES = List.of("cross", "crescent", "heart", "ring");
    private static final int PER_KIND = 30;

    /** The same images for the same seed, and none that {@link ShapesDataset} draws. */
    public static Strangers of(long seed) {
        return new Strangers(half(seed, 0), half(seed, 1));
    }

    private static Images half(long seed, int parity) {
        return PackedImages.of(IntStream.range(0, COLOURS.size() * SHAPES.size() * PER_KIND)
                .filter(i -> i % 2 == parity)
                .mapToObj(i -> {
                    int kind = i / PER_KIND;
                    return ShapeRenderer.render(
                            COLOURS.get(kind / SHAPES.size()),
                            SHAPES.get(kind % SHAPES.size()),
                            RandomStream.of(seed, "stranger", i));
                })
                .toList());
    }
}
