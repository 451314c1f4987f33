// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.Asking;
import cliplab.app.classify.ClassifierModel;
import cliplab.model.data.EvaluationSet;
import cliplab.model.data.PromptTemplate;
import cliplab.model.eval.PromptComparison;
import cliplab.model.eval.ZeroShotClassifier;
import cliplab.viz.pane.IntervalBar;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * Two sets of templates on the same held-out images, and whether they differ. Asked anew at each change where the network rests, and
 * at the press of a button where it learns. FX thread only.
 */
public final class ComparePromptsTool implements Tool {
    private final ClassifierModel model;
    private final TemplateEditor a;
    private final TemplateEditor b;
    private final Button compare = new Button(Messages.text("compare.go"));
    private final IntervalBar bar;
    private final Label hint = Lines.words("tool-hint");
    private final Label verdict = Lines.words("tool-heading");
    private final Label shares = Lines.words("tool-words");
    private final Label counts = Lines.words("tool-words");
    private final Label basis = Lines.words("tool-hint");
    private final VBox result;
    private final Asking<Told> asking;
    private final Region node;
    private boolean visible;

    /** What was asked. */
    private record Sets(AskedNetwork network, List<PromptTemplate> a, List<PromptTemplate> b) {}

    private record Told(Sets sets, PromptComparison comparison) {}

    public ComparePromptsTool(ClassifierModel model, Executor ui, Palette palette) {
        this.model = model;
        Supplier<List<PromptTemplate>> inUse = () -> List.copyOf(model.templates());
        a = new TemplateEditor("A", List.of(PromptTemplate.BARE), inUse);
        b = new TemplateEditor("B", inUse.get(), inUse);
        bar = new IntervalBar(palette);
        asking = new Asking<>(ui, this::ask, this::answered);
        compare.setTooltip(new Tooltip(Messages.text("compare.go.tip")));
        compare.setAccessibleText(Messages.text("compare.go.tip"));
        compare.setMinWidth(Region.USE_PREF_SIZE);
        compare.setOnAction(_ -> asking.changed());
        result = new VBox(verdict, bar, shares, counts, basis);
        result.getStyleClass().add("tool-body");
        result.managedProperty().bind(result.visibleProperty());
        HBox.setHgrow(hint, Priority.ALWAYS);
        node = Lines.scrolling(new VBox(a, b, Lines.line(compare, hint), result));
        model.networkProperty().subscribe(network -> {
            a.of(network == null ? null : network.data());
            b.of(network == null ? null : network.data());
            changed();
        });
        a.templatesProperty().subscribe(this::changed);
        b.templatesProperty().subscribe(this::changed);
        changed();
    }

    @Override
    public String name() {
        return Messages.text("compare.name");
    }

    @Override
    public String tip() {
        return Messages.text("compare.tip");
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void shown(boolean nowVisible) {
        visible = nowVisible;
        if (visible && !result.isVisible()) { // a result that is there is still about these sets
            changed();
        }
    }

    @Override
    public void apply(Palette palette) {
        bar.apply(palette);
    }

    /** What is shown is no longer about these sets. */
    private void changed() {
        result.setVisible(false);
        Sets sets = sets();
        compare.setDisable(sets == null);
        AskedNetwork network = model.networkProperty().getValue();
        if (network == null) {
            hint.setText(Messages.text("compare.empty"));
        } else {
            hint.setText(Messages.text(network.learning() ? "compare.learning" : "compare.resting"));
        }
        if (visible && sets != null && !sets.network().learning()) {
            asking.changed();
        }
    }

    private @Nullable Sets sets() {
        AskedNetwork network = model.networkProperty().getValue();
        List<PromptTemplate> ofA = a.templatesProperty().get();
        List<PromptTemplate> ofB = b.templatesProperty().get();
        return network == null || ofA.isEmpty() || ofB.isEmpty() ? null : new Sets(network, ofA, ofB);
    }

    private @Nullable CompletableFuture<Told> ask() {
        Sets sets = sets();
        if (sets == null) {
            return null;
        }
        EvaluationSet heldOut = sets.network().data().evaluation();
        return sets.network().ask(embedder -> {
            ZeroShotClassifier first = new ZeroShotClassifier(embedder, heldOut.subjects(), sets.a());
            ZeroShotClassifier second = new ZeroShotClassifier(embedder, heldOut.subjects(), sets.b());
            return new Told(
                    sets,
                    PromptComparison.of(
                            embedder.embedImages(heldOut.images()),
                            heldOut.subjectOf(),
                            first.vectors(),
                            second.vectors()));
        });
    }

    private void answered(@Nullable Told told, @Nullable Throwable problem) {
        if (problem != null) {
            hint.setText(NoAnswer.because(problem));
        } else if (told != null && told.sets().equals(sets())) {
            show(told.comparison());
        }
    }

    private void show(PromptComparison told) {
        verdict.setText(Messages.text(
                switch (told.verdict()) {
                    case A_BETTER -> "compare.a";
                    case B_BETTER -> "compare.b";
                    case UNDECIDED -> "compare.undecided";
                }));
        bar.show(told.interval().low(), told.difference(), told.interval().high());
        shares.setText(Messages.text(
                "compare.shares",
                Numbers.percent(told.accuracyA()),
                Numbers.percent(told.accuracyB()),
                Numbers.points(told.difference()),
                Numbers.points(told.interval().low()),
                Numbers.points(told.interval().high())));
        int neither = told.images() - told.bothRight() - told.onlyA() - told.onlyB();
        counts.setText(
                Messages.text("compare.counts", told.images(), told.bothRight(), told.onlyA(), told.onlyB(), neither));
        basis.setText(Messages.text("compare.basis"));
        result.setVisible(true);
    }
}
