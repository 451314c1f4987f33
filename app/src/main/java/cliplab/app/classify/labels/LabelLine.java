// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import static cliplab.viz.text.Messages.text;

import cliplab.app.classify.LabelRow;
import cliplab.app.classify.labels.LabelWords.Part;
import cliplab.app.classify.labels.LabelWords.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One label: its field, what is amiss with its words, and its numbers. Empty until it is first seen. FX thread only. */
final class LabelLine extends VBox {
    private static final PseudoClass TOP = PseudoClass.getPseudoClass("top");
    private static final PseudoClass NEAR = PseudoClass.getPseudoClass("near");
    private static final int LIGHT = 5;
    /** In pixels, also of one that is not built yet. */
    private static final double LOWEST = 30;

    /** What a line asks of the list it stands in. */
    interface Owner {
        void addBelow(LabelLine line);

        void remove(LabelLine line);

        /** @param by −1 for up, 1 for down */
        void move(LabelLine line, int by);

        void chosen(LabelLine line);

        /** Whether text with several lines was taken over. */
        boolean pasted(LabelLine line);

        /** @param done whether the handle was let go */
        void dragged(LabelLine line, double sceneY, boolean done);
    }

    /** A field that gives pasted lines to the list. */
    private final class Field extends TextField {
        @Override
        public void paste() {
            if (!owner.pasted(LabelLine.this)) {
                super.paste();
            }
        }
    }

    private final LabelRow label;
    private final Owner owner;
    private final TextField field = new Field();
    private final Label rank = new Label();
    private final LabelScores scores = new LabelScores();
    private final HBox row = new HBox();
    private boolean built;
    private boolean asked;
    private @Nullable LabelWords marked;

    LabelLine(LabelRow label, Owner owner) {
        this.label = label;
        this.owner = owner;
        getStyleClass().add("label-line");
        setMinHeight(LOWEST);
    }

    LabelRow label() {
        return label;
    }

    TextField field() {
        return field;
    }

    LabelScores scores() {
        return scores;
    }

    String rank() {
        return rank.getText();
    }

    boolean isBuilt() {
        return built;
    }

    /** Makes the controls; a list of a thousand has only those made that were looked at. */
    void build() {
        if (built) {
            return;
        }
        built = true;
        rank.getStyleClass().add("label-rank");
        field.textProperty().bindBidirectional(label.textProperty());
        field.setPromptText(text("classify.labels.field"));
        field.setTooltip(new Tooltip(text("classify.labels.field.tip")));
        field.setAccessibleText(text("classify.labels.field.spoken"));
        field.setMinWidth(0);
        field.setOnAction(_ -> owner.addBelow(this));
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        field.focusedProperty().subscribe(focused -> {
            if (focused) {
                owner.chosen(this);
            }
        });
        field.setPrefWidth(0);
        HBox.setHgrow(field, Priority.ALWAYS);
        VBox moves = new VBox(
                button(Feather.CHEVRON_UP, text("classify.labels.up"), () -> owner.move(this, -1)),
                button(Feather.CHEVRON_DOWN, text("classify.labels.down"), () -> owner.move(this, 1)));
        moves.setAlignment(Pos.CENTER);
        moves.getStyleClass().add("label-moves");
        row.getStyleClass().add("label-row");
        row.setAlignment(Pos.CENTER_LEFT);
        VBox.setVgrow(row, Priority.ALWAYS);
        getChildren().add(row);
        row.getChildren()
                .addAll(
                        handle(),
                        rank,
                        field,
                        scores,
                        moves,
                        button(Feather.X, text("classify.labels.remove"), () -> owner.remove(this)));
    }

    private Label handle() {
        Label handle = new Label();
        handle.setGraphic(new FontIcon(Feather.MORE_VERTICAL));
        handle.getStyleClass().add("label-handle");
        handle.setTooltip(new Tooltip(text("classify.labels.drag")));
        handle.setAccessibleText(text("classify.labels.drag"));
        handle.setOnMouseDragged(event -> owner.dragged(this, event.getSceneY(), false));
        handle.setOnMouseReleased(event -> owner.dragged(this, event.getSceneY(), true));
        return handle;
    }

    private static Button button(Feather icon, String tip, Runnable action) {
        Button button = new Button();
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().addAll("button-icon", "flat", "label-button");
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(tip);
        button.setFocusTraversable(false); // Tab leads from label to label; Alt and Delete do the same as these
        button.setOnAction(_ -> action.run());
        return button;
    }

    private void pressed(KeyEvent key) {
        boolean up = key.getCode() == KeyCode.UP;
        if (key.isAltDown() && (up || key.getCode() == KeyCode.DOWN)) {
            owner.move(this, up ? -1 : 1);
            key.consume();
        } else if ((key.getCode() == KeyCode.DELETE || key.getCode() == KeyCode.BACK_SPACE)
                && field.getText().isEmpty()) {
            owner.remove(this);
            key.consume();
        }
    }

    /** Whether the two bars stand above each other, to leave room for the label. */
    void setStacked(boolean stacked) {
        scores.setStacked(stacked);
        scores.setPrefWidth(stacked ? USE_COMPUTED_SIZE : 0);
        HBox.setHgrow(scores, stacked ? Priority.NEVER : Priority.ALWAYS);
    }

    /** @param fits whether the best label is one that fits */
    void show(int newRank, double cosine, double probability, boolean fits) {
        write(text("classify.labels.rank", newRank));
        scores.show(cosine, probability);
        pseudoClassStateChanged(TOP, newRank == 1 && fits);
        pseudoClassStateChanged(NEAR, newRank > 1 && newRank <= LIGHT && fits);
    }

    /** There are no numbers for this label. */
    void clear() {
        write("");
        scores.clear();
        pseudoClassStateChanged(TOP, false);
        pseudoClassStateChanged(NEAR, false);
    }

    private void write(String newRank) {
        if (!newRank.equals(rank.getText())) {
            rank.setText(newRank);
        }
    }

    /** @param found null while nothing is known about words */
    void mark(@Nullable LabelWords found) {
        asked = found != null && found.asked();
        boolean fine = found == null
                || (found.isFine() && found.asked())
                || label.text().isBlank();
        LabelWords now = fine ? null : found;
        if (!Objects.equals(marked, now)) {
            marked = now;
            getChildren().remove(1, getChildren().size());
            if (now != null) {
                getChildren().add(flow(now));
            }
        }
    }

    /** Whether the network can be asked about this label. */
    boolean isAsked() {
        return asked;
    }

    private static TextFlow flow(LabelWords found) {
        TextFlow flow = new TextFlow();
        flow.getStyleClass().add("label-words");
        for (Part part : found.parts()) {
            Text word = new Text(part.word());
            word.getStyleClass()
                    .add(
                            switch (part.state()) {
                                case KNOWN -> "word-known";
                                case CUT -> "word-cut";
                                case UNKNOWN -> "word-unknown";
                            });
            word.setStrikethrough(part.state() == State.CUT);
            word.setUnderline(part.state() == State.UNKNOWN);
            flow.getChildren().addAll(word, new Text(" "));
        }
        for (String cut : found.tail()) {
            Text word = new Text(cut);
            word.getStyleClass().add("word-cut");
            word.setStrikethrough(true);
            flow.getChildren().addAll(word, new Text(" "));
        }
        Text sentence = new Text("– " + amiss(found));
        sentence.getStyleClass().add("word-note");
        flow.getChildren().add(sentence);
        flow.setAccessibleText(amiss(found));
        return flow;
    }

    /** What is amiss, in words. */
    static String amiss(LabelWords found) {
        List<String> unknown = found.in(State.UNKNOWN);
        List<String> cut = new ArrayList<>(found.in(State.CUT));
        if (!found.asked()) {
            return unknown.isEmpty()
                    ? text("classify.labels.wordless")
                    : text("classify.labels.unasked", String.join(", ", unknown));
        }
        if (found.in(State.KNOWN).isEmpty() && !cut.isEmpty()) {
            return text("classify.labels.cut.all");
        }
        cut.addAll(found.tail());
        String first = unknown.isEmpty() ? "" : text("classify.labels.unknown", String.join(", ", unknown));
        String second = cut.isEmpty() ? "" : text("classify.labels.cut", String.join(" ", cut));
        return first.isEmpty() || second.isEmpty() ? first + second : first + "; " + second;
    }
}
