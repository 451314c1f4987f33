// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.loss.SigmoidPairwise;
import cliplab.model.net.LayerInfo;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworksTest {
    private static final int WORDS =
            CaptionGrammar.tokenizer(CaptionGrammar.declare(1)).vocabularySize();

    private static int sum(List<LayerInfo> layers, String tower) {
        return layers.stream()
                .filter(layer -> layer.tower().equals(tower))
                .mapToInt(LayerInfo::parameters)
                .sum();
    }

    @Test
    void theLayersOfTheReferenceSumToItsParameters() {
        List<LayerInfo> layers = Networks.layers(TrainingOptions.REFERENCE, WORDS);
        assertEquals(70_112, sum(layers, "image"));
        assertEquals(4_800, sum(layers, "text"));
        assertEquals(1, sum(layers, "joint"));
        assertEquals(74_913, layers.stream().mapToInt(LayerInfo::parameters).sum());
        assertEquals(74_913, Networks.parameterCount(TrainingOptions.REFERENCE, WORDS));
    }

    @Test
    void everyLayerSaysItsShapes() {
        List<LayerInfo> layers = Networks.layers(TrainingOptions.REFERENCE, WORDS);
        assertEquals(new LayerInfo("image", "conv1", "32×16×16", "32×3×3×3, 32", 896), layers.getFirst());
        assertEquals(new LayerInfo("image", "bn1", "32×16×16", "32, 32", 64), layers.get(1));
        assertEquals(new LayerInfo("image", "relu1", "32×16×16", "", 0), layers.get(2));
        assertEquals(
                List.of("32×16×16", "32×16×16", "64×8×8", "64×4×4"),
                layers.stream()
                        .filter(layer -> layer.name().startsWith("conv"))
                        .map(LayerInfo::outputShape)
                        .toList());
        assertTrue(layers.contains(new LayerInfo("image", "projection", "64", "64×64, 64", 4_160)));
        assertTrue(layers.contains(new LayerInfo("text", "embedding", "T×64", "10×64", 640)));
        assertEquals(new LayerInfo("joint", "logit_scale", "1", "1", 1), layers.getLast());
    }

    @Test
    void theSigmoidLossBringsABias() {
        TrainingOptions r = TrainingOptions.REFERENCE;
        TrainingOptions sigmoid = new TrainingOptions(
                0,
                r.data(),
                new SigmoidPairwise(),
                16,
                List.of(1, 2, 2, 2),
                1,
                64,
                1e-3,
                0,
                new Temperature.Learned(0.1));
        List<LayerInfo> layers = Networks.layers(sigmoid, 12);
        assertEquals("logit_bias", layers.getLast().name());
        assertEquals("32×32×32", layers.getFirst().outputShape());
        assertEquals(
                Networks.parameterCount(sigmoid, 12),
                layers.stream().mapToInt(LayerInfo::parameters).sum());
    }
}
