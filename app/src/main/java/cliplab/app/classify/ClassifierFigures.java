// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.app.figures.view.FigureCopy;
import cliplab.app.runs.Version;
import cliplab.viz.figure.Figure;
import cliplab.viz.text.Messages;
import java.util.List;
import java.util.function.Supplier;

/**
 * Figures of the classifier, to be exported. They say which labels and which network they are of; a setup cannot be restored from them,
 * because the network may have learned on since. Stateless.
 */
public final class ClassifierFigures {
    private static final int DIGEST = 12;

    private ClassifierFigures() {}

    /**
     * To be called on the FX thread.
     *
     * @param stem a name for the file
     * @param figure makes one of its own from numbers that no longer change; on a worker
     * @param about what else it is of, such as the picture, as a part of a sentence; empty for nothing
     */
    public static FigureCopy copy(
            String stem, Supplier<? extends Figure> figure, AskedNetwork network, List<String> labels, String about) {
        return FigureCopy.of(
                stem,
                figure,
                Messages.text(
                        "figure.caption.classifier",
                        about,
                        String.join(", ", labels),
                        network.origin(),
                        Version.program(),
                        network.data().digest().substring(0, DIGEST)));
    }
}
