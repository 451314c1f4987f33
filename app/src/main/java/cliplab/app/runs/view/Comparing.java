// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.app.figures.ComparisonFigures;
import cliplab.app.figures.ComparisonRequest;
import cliplab.app.figures.view.FigureCopy;
import cliplab.app.platform.TaskRunner;
import cliplab.app.runs.ComparedRun;
import cliplab.app.runs.FileErrors;
import cliplab.app.runs.RunComparison;
import cliplab.app.training.Sentences;
import cliplab.model.run.RunRow;
import cliplab.viz.figure.ComparedCurve;
import cliplab.viz.figure.ComparisonFigure;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** The runs chosen in the table, compared: their tables are read by a worker, their curves stand in two figures. FX thread only. */
final class Comparing {
    private static final String JOB = "comparison";

    private final TaskRunner tasks;
    private final ComparisonFigure loss = new ComparisonFigure(ComparisonFigure.Measure.LOSS);
    private final ComparisonFigure accuracy = new ComparisonFigure(ComparisonFigure.Measure.ACCURACY);
    private final ReadOnlyObjectWrapper<@Nullable Compared> compared = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper hint = new ReadOnlyStringWrapper();
    private List<RunRow.Known> chosen = List.of();
    private ComparisonFigure.Axis axis = ComparisonFigure.Axis.EPOCH;
    private boolean steps;

    /**
     * A comparison and what is drawn of it.
     *
     * @param repeated whether several runs are one setup drawn anew
     */
    record Compared(
            RunComparison comparison,
            List<RunComparison.Difference> differences,
            boolean repeated,
            List<ComparedCurve> loss,
            List<ComparedCurve> accuracy) {}

    Comparing(TaskRunner tasks) {
        this.tasks = tasks;
        choose(List.of());
    }

    /** @param items chosen in the table; those that cannot be read are left out */
    void choose(List<RunItem> items) {
        List<RunRow.Known> now = items.stream()
                .map(RunItem::row)
                .filter(RunRow.Known.class::isInstance)
                .map(RunRow.Known.class::cast)
                .toList();
        if (now.equals(chosen) && compared.get() != null) {
            return;
        }
        chosen = now;
        if (now.size() < RunComparison.FEWEST || now.size() > RunComparison.MOST) {
            none(hint(items));
        } else {
            compare();
        }
    }

    private String hint(List<RunItem> items) {
        if (items.size() == 1 && !items.getFirst().isKnown()) {
            return items.getFirst().changed();
        }
        return switch (chosen.size()) {
            case 0 -> Messages.text("runs.compare.none");
            case 1 -> Messages.text("runs.compare.one");
            default -> Messages.text("runs.compare.many", chosen.size());
        };
    }

    private void none(String why) {
        tasks.cancel(JOB);
        loss.clear(why);
        accuracy.clear(why);
        compared.set(null);
        hint.set(why);
    }

    void axis(ComparisonFigure.Axis value) {
        axis = value;
        again();
    }

    /** @param value whether the loss is that of the steps, not of the epochs */
    void steps(boolean value) {
        steps = value;
        again();
    }

    private void again() {
        if (compared.get() != null || tasks.isBusy(JOB)) {
            compare();
        }
    }

    private void compare() {
        List<RunRow.Known> rows = chosen;
        Compared before = compared.get();
        ComparisonRequest ofLoss = new ComparisonRequest(ComparisonFigure.Measure.LOSS, axis, steps);
        ComparisonRequest ofAccuracy = new ComparisonRequest(ComparisonFigure.Measure.ACCURACY, axis, false);
        tasks.submit(
                JOB,
                () -> compared(before, rows, ofLoss, ofAccuracy),
                now -> {
                    loss.show(ofLoss.axis(), now.loss());
                    accuracy.show(ofAccuracy.axis(), now.accuracy());
                    hint.set("");
                    compared.set(now);
                },
                error -> none(Sentences.whole(
                        error instanceof IOException file
                                ? FileErrors.sentence(file)
                                : String.valueOf(error.getMessage()))));
    }

    /** On a worker. */
    private static Compared compared(
            @Nullable Compared before, List<RunRow.Known> rows, ComparisonRequest ofLoss, ComparisonRequest ofAccuracy)
            throws IOException {
        RunComparison comparison =
                before != null && rows.equals(rows(before.comparison())) ? before.comparison() : RunComparison.of(rows);
        return new Compared(
                comparison,
                comparison.differences(),
                comparison.groups().stream().anyMatch(group -> group.runs().size() > 1),
                ComparisonFigures.curves(comparison, ofLoss),
                ComparisonFigures.curves(comparison, ofAccuracy));
    }

    private static List<RunRow.Known> rows(RunComparison comparison) {
        return comparison.runs().stream().map(ComparedRun::row).toList();
    }

    /** What a figure shows now; empty where nothing is compared. */
    Optional<FigureCopy> copy(ComparisonFigure.Measure measure) {
        Compared now = compared.get();
        if (now == null) {
            return Optional.empty();
        }
        RunComparison comparison = now.comparison();
        ComparisonRequest request = new ComparisonRequest(measure, axis, steps);
        return Optional.of(new FigureCopy(
                request.stem(comparison.runs().size()), () -> ComparisonFigures.make(comparison, request)::bytes));
    }

    ComparisonFigure loss() {
        return loss;
    }

    ComparisonFigure accuracy() {
        return accuracy;
    }

    /** Null where nothing is compared, and {@link #hintProperty} says why. */
    ReadOnlyObjectProperty<@Nullable Compared> comparedProperty() {
        return compared.getReadOnlyProperty();
    }

    /** Why nothing is compared, in a sentence; else empty. */
    ReadOnlyStringProperty hintProperty() {
        return hint.getReadOnlyProperty();
    }
}
