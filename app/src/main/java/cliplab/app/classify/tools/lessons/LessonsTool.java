// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.Asking;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.LabelQuestion;
import cliplab.app.classify.LabelRow;
import cliplab.app.classify.PictureItem;
import cliplab.app.classify.Reading;
import cliplab.app.classify.tools.Lines;
import cliplab.app.classify.tools.NoAnswer;
import cliplab.app.classify.tools.Tool;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.RgbImage;
import cliplab.model.eval.ZeroShotAnswer;
import cliplab.viz.text.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Lessons on label sets: each changes the labels or templates of the classifier, shows the answer before and after, asked at one
 * moment, and can be undone. One is on at a time; what a person changes by hand meanwhile ends it and stays. FX thread only.
 */
public final class LessonsTool implements Tool {
    private final ClassifierModel model;
    private final Asking<Told> asking;
    private final List<Button> buttons = new ArrayList<>();
    private final Label hint = Lines.words("tool-hint");
    private final Label heading = Lines.words("tool-heading");
    private final Label sentence = Lines.words("tool-words");
    private final BeforeAfter table = new BeforeAfter();
    private final Button undo = new Button(Messages.text("lesson.undo"), new FontIcon(Feather.CORNER_UP_LEFT));
    private final Region node;
    private @Nullable Running running;
    private boolean changing;
    private boolean visible;

    /** A lesson that is on, and what it changed. */
    private record Running(Lesson lesson, Attempt.Plan plan, List<LabelRow> rows, List<PromptTemplate> templates) {}

    /** What came, and of which lesson. */
    private record Told(Running lesson, Moment moment) {}

    public LessonsTool(ClassifierModel model, Executor ui) {
        this.model = model;
        asking = new Asking<>(ui, this::ask, this::answered);
        undo.setTooltip(new Tooltip(Messages.text("lesson.undo.tip")));
        undo.setAccessibleText(Messages.text("lesson.undo.tip"));
        undo.setMinWidth(Region.USE_PREF_SIZE);
        undo.setOnAction(_ -> undo());
        undo.visibleProperty().bind(undo.disabledProperty().not());
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        node = Lines.scrolling(new VBox(hint, offers(), Lines.line(heading, spacer, undo), table, sentence));
        model.labels().subscribe(this::changedByHand);
        model.templates().subscribe(this::changedByHand);
        model.answerProperty().subscribe(_ -> refresh());
        refresh();
    }

    private GridPane offers() {
        GridPane offers = new GridPane();
        offers.getStyleClass().add("lesson-offers");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(Region.USE_PREF_SIZE);
        ColumnConstraints looks = new ColumnConstraints();
        looks.setHgrow(Priority.ALWAYS);
        looks.setMinWidth(0);
        offers.getColumnConstraints().addAll(names, looks);
        for (Lesson lesson : Lesson.all()) {
            Button button = new Button(lesson.name());
            button.setTooltip(new Tooltip(Messages.text("lesson.button.tip")));
            button.setAccessibleHelp(lesson.look());
            button.setMaxWidth(Double.MAX_VALUE);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> take(lesson));
            buttons.add(button);
            Label look = Lines.words("tool-hint");
            look.setText(lesson.look());
            offers.addRow(offers.getRowCount(), button, look);
        }
        return offers;
    }

    @Override
    public String name() {
        return Messages.text("lesson.name");
    }

    @Override
    public String tip() {
        return Messages.text("lesson.tip");
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void shown(boolean nowVisible) {
        visible = nowVisible;
        refresh();
    }

    /** The lesson may begin as soon as a picture has an answer. */
    private void refresh() {
        boolean ready = model.answerProperty().get() != null;
        buttons.forEach(button -> button.setDisable(!ready && running == null));
        undo.setDisable(running == null);
        hint.setText(ready || running != null ? "" : Messages.text("lesson.empty"));
        if (visible) {
            asking.changed();
        }
    }

    /** As the labels are once a lesson that is on is undone; null without an answer. */
    private @Nullable LessonStart start() {
        Reading reading = model.readingProperty().get();
        ZeroShotAnswer answer = model.answerProperty().get();
        List<LabelRow> rows = running == null ? model.labels() : running.rows();
        List<PromptTemplate> templates = running == null ? model.templates() : running.templates();
        if (reading == null || answer == null || templates.isEmpty()) {
            return null;
        }
        Set<LabelRow> own = new HashSet<>(rows);
        List<LabelRow> best = Arrays.stream(answer.order())
                .mapToObj(label -> undone(reading.rows().get(label)))
                .filter(own::contains)
                .toList();
        return best.isEmpty() ? null : new LessonStart(reading.network(), rows, templates, best);
    }

    /** The label that the lesson that is on has replaced by this one, or the label itself. */
    private LabelRow undone(LabelRow row) {
        if (running != null) {
            for (Attempt.Shown shown : running.plan().shown()) {
                LabelRow before = shown.before();
                if (before != null && shown.after().equals(row)) {
                    return before;
                }
            }
        }
        return row;
    }

    private void take(Lesson lesson) {
        LessonStart start = start();
        undo();
        if (start == null) {
            return;
        }
        heading.setText(lesson.name());
        switch (lesson.attempt(start)) {
            case Attempt.Impossible no -> sentence.setText(no.why());
            case Attempt.Plan plan -> {
                running = new Running(lesson, plan, start.rows(), start.templates());
                put(plan.rows(), plan.templates());
                refresh();
            }
        }
    }

    private void undo() {
        Running was = running;
        running = null;
        heading.setText("");
        sentence.setText("");
        table.clear();
        if (was != null) {
            put(was.rows(), was.templates());
        }
        refresh();
    }

    private void put(List<LabelRow> rows, List<PromptTemplate> templates) {
        changing = true;
        try {
            if (!model.labels().equals(rows)) {
                model.labels().setAll(rows);
            }
            if (!model.templates().equals(templates)) {
                model.templates().setAll(templates);
            }
        } finally {
            changing = false;
        }
    }

    private void changedByHand() {
        if (running != null && !changing) {
            running = null;
            heading.setText("");
            table.clear();
            sentence.setText(Messages.text("lesson.over"));
            refresh();
        }
    }

    private @Nullable CompletableFuture<Told> ask() {
        Running now = running;
        AskedNetwork network = model.networkProperty().getValue();
        PictureItem item = model.gallery().selectedProperty().get();
        if (now == null || network == null || item == null) {
            return null;
        }
        LabelQuestion before = LabelQuestion.of(network, now.rows(), now.templates());
        LabelQuestion after =
                LabelQuestion.of(network, now.plan().rows(), now.plan().templates());
        if (before.labels().isEmpty() || after.labels().isEmpty()) {
            return null;
        }
        RgbImage pixels = item.picture().pixels();
        Double temperature = model.learnedProperty().get()
                ? null
                : model.temperatureProperty().get();
        return network.ask(embedder -> new Told(now, Moment.of(embedder, pixels, before, after, temperature)));
    }

    private void answered(@Nullable Told told, @Nullable Throwable problem) {
        if (problem != null && running != null) {
            sentence.setText(NoAnswer.because(problem));
        } else if (told != null && told.lesson().equals(running)) {
            table.show(told.moment(), told.lesson().plan().shown());
            sentence.setText(told.lesson().plan().words().apply(told.moment()));
        }
    }
}
