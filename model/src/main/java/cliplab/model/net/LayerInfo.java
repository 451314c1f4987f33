// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.net;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One line of a network's table of layers.
 *
 * @param tower "image", "text" or "joint"
 * @param name such as "conv1"
 * @param outputShape of one image or text, such as "32×16×16"; "T" stands for the tokens of a text
 * @param parameterShape the shapes of its parameters, such as "32×3×3×3, 32"; empty without parameters
 * @param parameters how many numbers it learns
 */
public record LayerInfo(String tower, String name, String outputShape, String parameterShape, int parameters) {
    /** @param parameters of the layer; none for a layer that learns nothing */
    static LayerInfo of(String tower, String name, String outputShape, List<ParameterSpec> parameters) {
        return new LayerInfo(
                tower,
                name,
                outputShape,
                parameters.stream().map(spec -> shape(spec.shape())).collect(Collectors.joining(", ")),
                parameters.stream().mapToInt(ParameterSpec::size).sum());
    }

    /** As people write it: 32×16×16. */
    static String shape(long... sides) {
        return Arrays.stream(sides).mapToObj(Long::toString).collect(Collectors.joining("×"));
    }
}
