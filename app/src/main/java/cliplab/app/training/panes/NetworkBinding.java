// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.training.panes;

import cliplab.app.figures.FigureData;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.figure.LayerRow;
import java.util.List;

/** The layers of the network that a setup describes, as the network pane takes them. Thread-safe: it keeps nothing. */
public final class NetworkBinding {
    private NetworkBinding() {}

    public static List<LayerRow> layers(TrainingOptions options) {
        int words = CaptionGrammar.tokenizer(
                        CaptionGrammar.declare(options.data().templates()))
                .vocabularySize();
        return FigureData.layers(options, words);
    }
}
