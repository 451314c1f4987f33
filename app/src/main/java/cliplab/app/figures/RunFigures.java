// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.model.eval.Evaluation;
import cliplab.model.train.EpochMetrics;
import cliplab.viz.export.Provenance;
import cliplab.viz.figure.Figure;
import cliplab.viz.figure.LayerTable;
import cliplab.viz.figure.NetworkFigure;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * Makes the figures of a run: the one place for window and commands. To export from the window, copy what it has seen into a
 * {@link DrawnRun} on the FX thread, then on a worker {@code RunFigures.make(run, request).write(shape, file)}. Stateless.
 */
public final class RunFigures {
    private RunFigures() {}

    /**
     * A figure of its own, with everything it needs to stand alone.
     *
     * @throws IOException where the run has nothing of that kind to show; the message is a sentence for the person
     */
    public static MadeFigure make(DrawnRun run, FigureRequest request) throws IOException {
        if (run.epochs().isEmpty() && run.steps().isEmpty()) {
            throw new IOException("The run has done no step yet, so there is nothing to draw.");
        }
        int last = run.epochs().isEmpty() ? 0 : run.epochs().getLast().epoch();
        FigureRequest asked = request.name().ofOneEpoch()
                ? new FigureRequest(
                        request.name(), OptionalInt.of(request.epoch().orElse(last)), request.view())
                : request;
        if (asked.epoch().isPresent() && run.epoch(asked.epoch().getAsInt()).isEmpty()) {
            throw new IOException(
                    "Epoch " + asked.epoch().getAsInt() + " is not done; the run has epochs 0 to " + last + ".");
        }
        Figure figure = switch (asked.name()) {
            case LOSS -> RunCurves.loss(run, asked);
            case ACCURACY -> RunCurves.accuracy(run, asked);
            case TEMPERATURE -> RunCurves.temperature(run, asked);
            case COSINE -> RunCurves.cosine(run, asked);
            case NETWORK -> network(run);
            case SIMILARITY -> RunLooks.similarity(run, epoch(run, asked), look(run, asked), asked.view());
            case EMBEDDING -> RunLooks.embedding(run, epoch(run, asked), look(run, asked), asked.view());
        };
        if (!figure.hint().isEmpty()) {
            throw new IOException("The run has nothing yet that this figure could show.");
        }
        FigureMemory memory = new FigureMemory(
                asked,
                last,
                run.name(),
                run.created(),
                run.preset(),
                run.device(),
                run.version(),
                run.dataDigest(),
                run.changes().size(),
                run.options(),
                run.live(Long.MAX_VALUE));
        return new MadeFigure(figure, new Provenance(figure.title(), caption(memory), memory.toJson()), memory);
    }

    private static NetworkFigure network(DrawnRun run) {
        return new NetworkFigure(new LayerTable(
                FigureData.layers(run.options(), run.data().tokenizer().vocabularySize())));
    }

    private static EpochMetrics epoch(DrawnRun run, FigureRequest request) throws IOException {
        EpochMetrics epoch = run.epoch(request.epoch().orElseThrow()).orElseThrow();
        if (!(epoch.temperature() > 0)) {
            throw lost(epoch.epoch());
        }
        return epoch;
    }

    private static Evaluation look(DrawnRun run, FigureRequest request) throws IOException {
        int epoch = request.epoch().orElseThrow();
        Evaluation look = run.looks()
                .at(epoch)
                .orElseThrow(() -> new IOException("What was seen of epoch " + epoch
                        + " was not kept, so this figure cannot be drawn of it. Choose another epoch."));
        if (!finite(look.imageVectors()) || !finite(look.captionVectors())) {
            throw lost(epoch);
        }
        return look;
    }

    private static IOException lost(int epoch) {
        return new IOException("The network was lost at epoch " + epoch
                + ": its numbers are no longer finite. Choose an earlier epoch.");
    }

    private static boolean finite(float[][] vectors) {
        for (float[] vector : vectors) {
            for (float value : vector) {
                if (!Float.isFinite(value)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String caption(FigureMemory memory) {
        String caption = Messages.text(
                "figure.caption",
                memory.preset().equals("custom") ? Messages.text("figure.caption.custom") : memory.preset(),
                memory.options().seed(),
                epochs(memory),
                memory.device(),
                memory.version(),
                Captions.digest(memory.dataDigest()));
        String run = memory.run().isEmpty() ? "" : Messages.text("figure.caption.run", memory.run());
        String steered = memory.changes() == 0 ? "" : Messages.text("figure.caption.steered", memory.changes());
        return caption + run + steered;
    }

    private static String epochs(FigureMemory memory) {
        int planned = memory.options().epochs();
        OptionalInt epoch = memory.request().epoch();
        if (memory.request().name().ofOneEpoch()) {
            return Messages.text("figure.caption.epoch", epoch.orElseThrow(), planned);
        }
        String done = Messages.text("figure.caption.epochs", memory.lastEpoch(), planned);
        return epoch.isPresent() ? Messages.text("figure.caption.marked", done, epoch.getAsInt()) : done;
    }
}
