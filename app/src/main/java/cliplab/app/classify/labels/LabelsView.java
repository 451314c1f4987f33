// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import static cliplab.viz.text.Messages.text;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.LabelRow;
import cliplab.app.classify.Reading;
import cliplab.app.platform.TaskRunner;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.eval.ZeroShotAnswer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/**
 * The labels with their live numbers. Each keeps its line for as long as it is listed, so numbers that change move neither focus nor
 * caret; lines far from what is seen are neither made nor brought up to date. FX thread only.
 */
public final class LabelsView extends VBox implements LabelLine.Owner {
    /** The longest list that can be imported. */
    static final int MOST = 1000;

    private static final long LARGEST_FILE = 4_000_000;
    /** In pixels: below, the two bars of a label stand above each other. */
    private static final double WIDE = 480;

    /** In pixels above and below what is seen: two lines, where Tab may lead. */
    private static final double MARGIN = 80;

    private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");
    private static final PseudoClass TARGET = PseudoClass.getPseudoClass("target");

    private final ClassifierModel model;
    private final TaskRunner tasks;
    private final Map<LabelRow, LabelLine> lineOf = new HashMap<>();
    private final VBox lines = new Lines();
    private final ScrollPane scroll = new ScrollPane(lines);
    private final Label note = new Label();
    /** Lines whose numbers are as they should be. */
    private final Set<LabelLine> fresh = new HashSet<>();
    /** Lines whose words are marked as they should be. */
    private final Set<LabelLine> marked = new HashSet<>();

    /** Looks after every layout what can be seen now. */
    private final class Lines extends VBox {
        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            reveal();
        }
    }

    public LabelsView(ClassifierModel model, TaskRunner tasks) {
        this.model = model;
        this.tasks = tasks;
        getStyleClass().add("labels-view");
        lines.getStyleClass().add("label-lines");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setMinHeight(0);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        note.getStyleClass().add("labels-note");
        note.setWrapText(true);
        note.setMinHeight(Region.USE_PREF_SIZE);
        note.managedProperty().bind(note.textProperty().isNotEmpty());
        getChildren().addAll(tools(), note, scroll);
        model.labels().subscribe(this::follow);
        model.answerProperty().subscribe(_ -> outdated());
        model.thresholdProperty().subscribe(_ -> outdated());
        model.questionProperty().subscribe(_ -> reread());
        scroll.viewportBoundsProperty().subscribe(_ -> reveal());
        scroll.vvalueProperty().subscribe(_ -> reveal());
        widthProperty().subscribe(this::stack);
        follow();
    }

    private FlowPane tools() {
        MenuButton add = new MenuButton(text("classify.labels.import"));
        add.setTooltip(new Tooltip(text("classify.labels.import.tip")));
        add.setAccessibleText(text("classify.labels.import.tip"));
        MenuItem file = new MenuItem(text("classify.labels.import.file"));
        file.setOnAction(_ -> chooseFile());
        MenuItem paste = new MenuItem(text("classify.labels.import.paste"));
        paste.setOnAction(_ -> importText(pastedText()));
        add.getItems().addAll(file, paste);
        FlowPane tools = new FlowPane(
                named(new Button(text("classify.labels.add")), text("classify.labels.add.tip"), this::addLast),
                named(new Button(text("classify.labels.sort")), text("classify.labels.sort.tip"), this::sortByRank),
                add,
                named(new Button(text("classify.labels.reset")), text("classify.labels.reset.tip"), this::reset),
                named(new Button(text("classify.labels.clear")), text("classify.labels.clear.tip"), this::clear));
        tools.getStyleClass().add("labels-tools");
        tools.setMinHeight(Region.USE_PREF_SIZE);
        return tools;
    }

    private static ButtonBase named(ButtonBase button, String tip, Runnable action) {
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(button.getText());
        button.setOnAction(_ -> action.run());
        return button;
    }

    // ---- the list

    /** Brings the lines into the labels' order, and touches only those that are elsewhere now. */
    private void follow() {
        List<LabelLine> wanted = new ArrayList<>();
        Map<LabelRow, LabelLine> kept = new HashMap<>();
        for (LabelRow row : model.labels()) {
            LabelLine line = lineOf.get(row);
            if (line == null) {
                line = new LabelLine(row, this);
                line.setStacked(getWidth() < WIDE);
            }
            kept.put(row, line);
            wanted.add(line);
        }
        lineOf.clear();
        lineOf.putAll(kept);
        List<Node> now = lines.getChildren();
        int same = 0;
        while (same < Math.min(now.size(), wanted.size()) && now.get(same).equals(wanted.get(same))) {
            same++;
        }
        int sameEnd = 0;
        while (sameEnd < Math.min(now.size(), wanted.size()) - same
                && now.get(now.size() - 1 - sameEnd).equals(wanted.get(wanted.size() - 1 - sameEnd))) {
            sameEnd++;
        }
        if (same < now.size() - sameEnd || same < wanted.size() - sameEnd) {
            Kept focus = Kept.of(focused());
            lines.getChildren().remove(same, now.size() - sameEnd);
            lines.getChildren().addAll(same, wanted.subList(same, wanted.size() - sameEnd));
            focus.restore();
        }
        reread();
    }

    /** Where the caret was, for a line that is taken out for a moment. */
    private record Kept(@Nullable LabelLine line, int anchor, int caret) {
        static Kept of(@Nullable LabelLine line) {
            return line == null
                    ? new Kept(null, 0, 0)
                    : new Kept(line, line.field().getAnchor(), line.field().getCaretPosition());
        }

        void restore() {
            if (line != null && line.getParent() != null && !line.field().isFocused()) {
                line.field().requestFocus();
                line.field().selectRange(anchor, caret);
            }
        }
    }

    private @Nullable LabelLine focused() {
        return getScene() != null
                        && getScene().getFocusOwner() instanceof TextField field
                        && field.getParent() != null
                        && field.getParent().getParent() instanceof LabelLine line
                ? line
                : null;
    }

    private LabelLine line(int index) {
        return (LabelLine) lines.getChildren().get(index);
    }

    private int indexOf(LabelLine line) {
        return lines.getChildren().indexOf(line);
    }

    private void stack() {
        boolean narrow = getWidth() < WIDE;
        lineOf.values().forEach(line -> line.setStacked(narrow));
    }

    // ---- numbers

    private void outdated() {
        fresh.clear();
        reveal();
    }

    /** Other texts, templates or another network: words may be marked otherwise. */
    private void reread() {
        marked.clear();
        outdated();
    }

    /** Makes and brings up to date what is seen and what is near. */
    private void reveal() {
        Bounds seen = scroll.getViewportBounds();
        double page = seen.getHeight();
        if (page <= 0) {
            return;
        }
        double top = -seen.getMinY();
        Map<LabelRow, Integer> places = places();
        for (Node node : lines.getChildren()) {
            LabelLine line = (LabelLine) node;
            if (line.getHeight() > 0
                    && line.getLayoutY() + line.getHeight() >= top - MARGIN
                    && line.getLayoutY() <= top + page + MARGIN
                    && fresh.add(line)) {
                line.build();
                show(line, places.get(line.label()));
            }
        }
    }

    private Map<LabelRow, Integer> places() {
        Map<LabelRow, Integer> places = new HashMap<>();
        Reading reading = model.readingProperty().get();
        ZeroShotAnswer answer = model.answerProperty().get();
        if (reading != null && answer != null) {
            for (int i = 0; i < answer.labels().size(); i++) {
                places.put(reading.rows().get(i), i);
            }
        }
        return places;
    }

    private void show(LabelLine line, @Nullable Integer place) {
        if (marked.add(line)) {
            AskedNetwork network = model.networkProperty().getValue();
            line.mark(
                    network == null
                            ? null
                            : LabelWords.of(line.label().text(), network.data().tokenizer(), model.templates()));
        }
        ZeroShotAnswer answer = model.answerProperty().get();
        if (place == null || answer == null || !line.isAsked()) {
            line.clear();
        } else {
            line.show(
                    answer.ranks()[place],
                    answer.cosines()[place],
                    answer.probabilities()[place],
                    AnswerSentences.fits(answer, model.thresholdProperty().get()));
        }
    }

    // ---- what a person does

    @Override
    public void chosen(LabelLine line) {
        model.chosenLabelProperty().set(line.label());
    }

    private void addLast() {
        insert(model.labels().size());
    }

    @Override
    public void addBelow(LabelLine line) {
        insert(indexOf(line) + 1);
    }

    private void insert(int index) {
        if (model.labels().size() >= MOST) {
            note.setText(text("classify.labels.full", MOST));
            return;
        }
        note.setText("");
        model.labels().add(index, new LabelRow(""));
        enter(line(index));
    }

    /** Goes to a line's field, and brings it into sight. */
    private void enter(LabelLine line) {
        line.build();
        line.field().requestFocus();
        line.field().end();
        scroll.applyCss();
        scroll.layout();
        Bounds seen = scroll.getViewportBounds();
        double top = line.getLayoutY();
        double bottom = top + line.getHeight();
        double room = lines.getHeight() - seen.getHeight();
        if (room > 0 && top < -seen.getMinY()) {
            scroll.setVvalue(top / room);
        } else if (room > 0 && bottom > seen.getHeight() - seen.getMinY()) {
            scroll.setVvalue((bottom - seen.getHeight()) / room);
        }
    }

    @Override
    public void remove(LabelLine line) {
        int index = indexOf(line);
        note.setText("");
        model.labels().remove(index);
        if (!lines.getChildren().isEmpty()) {
            enter(line(Math.max(0, index - 1)));
        }
    }

    @Override
    public void move(LabelLine line, int by) {
        int from = indexOf(line);
        moveTo(from, Math.clamp(from + by, 0, model.labels().size() - 1));
        if (focused() == line) {
            enter(line, line.field().getAnchor(), line.field().getCaretPosition());
        }
    }

    private void enter(LabelLine line, int anchor, int caret) {
        enter(line);
        line.field().selectRange(anchor, caret);
    }

    private void moveTo(int from, int to) {
        if (from != to) {
            List<LabelRow> order = new ArrayList<>(model.labels());
            order.add(to, order.remove(from));
            model.labels().setAll(order); // as one change: a label that is gone for a moment is chosen no more
        }
    }

    @Override
    public void dragged(LabelLine line, double sceneY, boolean done) {
        double y = lines.sceneToLocal(0, sceneY).getY();
        int target = 0;
        while (target < lines.getChildren().size() - 1
                && line(target).getLayoutY() + line(target).getHeight() < y) {
            target++;
        }
        for (Node other : lines.getChildren()) {
            other.pseudoClassStateChanged(TARGET, !done && other != line && other == line(target));
        }
        line.pseudoClassStateChanged(DRAGGED, !done);
        if (done) {
            moveTo(indexOf(line), target);
        }
    }

    /** Once: new numbers move no label. Those without a rank go to the end. */
    private void sortByRank() {
        Map<LabelRow, Integer> places = places();
        ZeroShotAnswer answer = model.answerProperty().get();
        List<LabelRow> order = new ArrayList<>(model.labels());
        order.sort(Comparator.comparingInt(row -> {
            Integer place = places.get(row);
            return place == null || answer == null ? Integer.MAX_VALUE : answer.ranks()[place];
        }));
        model.labels().setAll(order);
        scroll.setVvalue(0);
    }

    private void reset() {
        note.setText("");
        AskedNetwork network = model.networkProperty().getValue();
        List<String> subjects = network == null
                ? CaptionGrammar.labels().names()
                : network.data().evaluation().subjects();
        model.labels().setAll(subjects.stream().map(LabelRow::new).toList());
    }

    private void clear() {
        note.setText("");
        model.labels().clear();
    }

    // ---- import

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(text("classify.labels.import.title"));
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            importFile(file.toPath());
        }
    }

    void importFile(Path file) {
        tasks.submit(
                "labels",
                () -> {
                    if (Files.size(file) > LARGEST_FILE) {
                        throw new IllegalArgumentException(text("classify.labels.import.large", file.getFileName()));
                    }
                    return Files.readString(file);
                },
                this::importText,
                problem -> note.setText(
                        switch (problem) {
                            case CharacterCodingException _ ->
                                text("classify.labels.import.encoding", file.getFileName());
                            case IOException _ -> text("classify.labels.import.unreadable", file.getFileName());
                            default -> problem.getMessage();
                        }));
    }

    /** Puts the lines of a text at the end of the list, and says how many came. */
    void importText(String lines) {
        List<LabelRow> now = new ArrayList<>(model.labels());
        now.removeIf(row -> row.text().isBlank());
        LabelImport came = LabelImport.of(lines, Math.max(0, MOST - now.size()));
        if (!came.labels().isEmpty()) {
            came.labels().forEach(label -> now.add(new LabelRow(label)));
            model.labels().setAll(now);
        }
        note.setText(said(came));
    }

    private static String said(LabelImport came) {
        List<String> said = new ArrayList<>();
        int count = came.labels().size();
        if (came.beyond() > 0) {
            said.add(text("classify.labels.import.beyond", count, came.beyond(), MOST));
        } else if (count > 0) {
            said.add(count == 1 ? text("classify.labels.import.one") : text("classify.labels.import.came", count));
        }
        if (came.tooLong() > 0) {
            said.add(text("classify.labels.import.long", came.tooLong(), LabelImport.LONGEST));
        }
        return said.isEmpty() ? text("classify.labels.import.empty") : String.join(" ", said);
    }

    private static String pastedText() {
        String pasted = Clipboard.getSystemClipboard().getString();
        return pasted == null ? "" : pasted;
    }

    @Override
    public boolean pasted(LabelLine line) {
        String pasted = pastedText().strip();
        boolean several = pasted.contains("\n");
        if (several) {
            importText(pasted);
        }
        return several;
    }

    /** What was said about the last import; empty where nothing was. */
    String note() {
        return note.getText();
    }

    /** In the order they are listed. */
    List<LabelLine> lines() {
        return Collections.unmodifiableList(
                lines.getChildren().stream().map(LabelLine.class::cast).toList());
    }
}
