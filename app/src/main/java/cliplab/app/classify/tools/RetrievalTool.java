// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.Asking;
import cliplab.app.classify.Bench;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.PictureItem;
import cliplab.app.classify.Reading;
import cliplab.app.classify.images.PictureSource;
import cliplab.app.platform.Thumbnails;
import cliplab.model.data.EvaluationSet;
import cliplab.model.data.PairDataset;
import cliplab.model.data.Picture;
import cliplab.model.data.RgbImage;
import cliplab.model.data.Tokens;
import cliplab.model.eval.Retrieval;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
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

/** Held-out images by text, texts by image, and how well the two find each other. FX thread only. */
public final class RetrievalTool implements Tool {
    private static final int MOST_CAPTIONS = 6;

    private final ClassifierModel model;
    private final Bench bench;
    private final Asking<Search.Result> asking;
    private final TextField text = new TextField();
    private final Label hint = Lines.words("tool-hint");
    private final Label notRead = Lines.words("tool-problem");
    private final Label sum = Lines.words("tool-words");
    private final FoundImages found = new FoundImages(this::toShelf);
    private final Button shelf = new Button(Messages.text("retrieval.shelf"), new FontIcon(Feather.PLUS_SQUARE));
    private final Label about = Lines.words("tool-words");
    private final GridPane captions = new GridPane();
    private final RetrievalTable table = new RetrievalTable();
    private final Label rule = Lines.words("tool-hint");
    private final VBox measured = new VBox(Lines.heading(Messages.text("retrieval.metrics")), table, rule);
    private final Region node;
    private @Nullable PairDataset shownData;
    private @Nullable Thumbnails pictures;
    private Search.@Nullable Result result;
    private boolean visible;

    public RetrievalTool(ClassifierModel model, Bench bench, Executor ui) {
        this.model = model;
        this.bench = bench;
        asking = new Asking<>(ui, this::ask, this::answered);
        text.setId("retrieval-text");
        text.setPromptText(Messages.text("retrieval.text.prompt"));
        text.setTooltip(new Tooltip(Messages.text("retrieval.text.tip")));
        text.setAccessibleText(Messages.text("retrieval.text.tip"));
        HBox.setHgrow(text, Priority.ALWAYS);
        Label name = new Label(Messages.text("retrieval.text"));
        name.setLabelFor(text);
        name.setMinWidth(Region.USE_PREF_SIZE);
        shelf.setTooltip(new Tooltip(Messages.text("retrieval.shelf.tip")));
        shelf.setAccessibleText(Messages.text("retrieval.shelf.tip"));
        shelf.setMinWidth(Region.USE_PREF_SIZE);
        shelf.disableProperty().bind(found.markedProperty().lessThan(0));
        shelf.setOnAction(_ -> toShelf(found.markedProperty().get()));
        ColumnConstraints names = new ColumnConstraints();
        names.setHgrow(Priority.ALWAYS);
        names.setMinWidth(0);
        ColumnConstraints cosines = new ColumnConstraints();
        cosines.setHalignment(HPos.RIGHT);
        captions.getColumnConstraints().addAll(names, cosines);
        captions.getStyleClass().add("before-after");
        measured.getStyleClass().add("tool-body");
        Region spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        node = Lines.scrolling(new VBox(
                Lines.line(name, text),
                hint,
                notRead,
                sum,
                found,
                Lines.line(Lines.heading(Messages.text("retrieval.captions")), spacer, shelf),
                about,
                captions,
                measured));
        text.textProperty().subscribe(this::changed);
        model.questionProperty().subscribe(this::changed);
        bench.vectorsProperty().subscribe(this::changed);
        bench.problemProperty().subscribe(this::changed);
        model.readingProperty().subscribe(_ -> describe());
        model.gallery().selectedProperty().subscribe(_ -> found.unmark());
        found.markedProperty().subscribe(_ -> describe());
        show(null);
    }

    @Override
    public String name() {
        return Messages.text("retrieval.name");
    }

    @Override
    public String tip() {
        return Messages.text("retrieval.tip");
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void shown(boolean nowVisible) {
        if (nowVisible != visible) {
            visible = nowVisible;
            bench.want(nowVisible);
            changed();
        }
    }

    private void changed() {
        AskedNetwork network = model.networkProperty().getValue();
        Throwable problem = bench.problemProperty().get();
        if (network == null) {
            hint.setText(Messages.text("retrieval.empty"));
        } else if (bench.vectorsProperty().get() == null) {
            hint.setText(problem == null ? Messages.text("retrieval.waiting") : NoAnswer.because(problem));
        } else {
            hint.setText(network.learning() ? Messages.text("retrieval.learning") : "");
        }
        notRead.setText(
                network == null ? "" : notRead(network.data().tokenizer().tokenize(text.getText())));
        if (result != null
                && (network == null || !network.equals(result.search().images().network()))) {
            show(null);
        }
        if (visible) {
            asking.changed();
        }
    }

    private String notRead(Tokens tokens) {
        if (tokens.isEmpty()) {
            return tokens.unknown().isEmpty() ? "" : Messages.text("retrieval.nothing");
        }
        return (tokens.unknown().isEmpty()
                        ? ""
                        : Messages.text("retrieval.unknown", String.join(", ", tokens.unknown())))
                + (tokens.cut().isEmpty() ? "" : Messages.text("retrieval.cut", String.join(", ", tokens.cut())));
    }

    private @Nullable CompletableFuture<Search.Result> ask() {
        Bench.Measured images = bench.vectorsProperty().get();
        AskedNetwork network = model.networkProperty().getValue();
        if (images == null
                || !images.network().equals(network)
                || model.templates().isEmpty()) {
            return null;
        }
        Search search = new Search(
                images, text.getText(), model.questionProperty().get().labels(), List.copyOf(model.templates()));
        return network.ask(search::run);
    }

    private void answered(Search.@Nullable Result told, @Nullable Throwable problem) {
        if (problem != null) {
            hint.setText(NoAnswer.because(problem));
        } else if (told != null
                && told.search()
                        .images()
                        .network()
                        .equals(model.networkProperty().getValue())) {
            show(told);
        }
    }

    private void show(Search.@Nullable Result told) {
        result = told;
        measured.setVisible(told != null);
        sum.setText("");
        if (told == null) {
            found.unmark();
            found.getChildren().clear();
        } else {
            showFound(told, pictures(told.search().data()));
            table.show(told.retrieval());
            EvaluationSet heldOut = told.search().data().evaluation();
            String accuracy = Numbers.percent(told.accuracy());
            rule.setText(Messages.text(
                            "retrieval.metrics.right",
                            heldOut.subjects().size(),
                            heldOut.images().count())
                    + (told.accuracy() == told.retrieval().imageToText().recallAt1()
                            ? Messages.text("retrieval.metrics.same", accuracy)
                            : Messages.text("retrieval.metrics.other", accuracy)));
        }
        describe();
    }

    private Thumbnails pictures(PairDataset data) {
        Thumbnails now = pictures;
        if (now == null || !data.equals(shownData)) {
            now = new Thumbnails(data.evaluation().images());
            pictures = now;
            shownData = data;
        }
        return now;
    }

    private void showFound(Search.Result told, Thumbnails images) {
        EvaluationSet heldOut = told.search().data().evaluation();
        int sought = told.search().sought();
        List<FoundImages.Found> tiles = told.found().stream()
                .map(hit -> {
                    int subject = heldOut.subjectOf()[hit.index()];
                    return new FoundImages.Found(
                            hit.index(),
                            heldOut.subjects().get(subject),
                            hit.cosine(),
                            sought < 0 ? null : subject == sought);
                })
                .toList();
        found.show(tiles, images);
        if (tiles.isEmpty()) {
            return;
        }
        sum.setText(
                sought < 0
                        ? Messages.text(
                                "retrieval.found.any",
                                tiles.size(),
                                heldOut.images().count())
                        : Messages.text(
                                "retrieval.found",
                                tiles.stream()
                                        .filter(tile -> Boolean.TRUE.equals(tile.right()))
                                        .count(),
                                tiles.size(),
                                heldOut.subjects().get(sought)));
    }

    /** The captions nearest to the image that is marked, or else to the picture chosen. */
    private void describe() {
        captions.getChildren().clear();
        Search.Result told = result;
        Reading reading = model.readingProperty().get();
        int marked = found.markedProperty().get();
        if (told == null) {
            about.setText("");
        } else if (marked >= 0) {
            Search search = told.search();
            EvaluationSet heldOut = search.data().evaluation();
            List<Retrieval.Hit> hits = nearest(told, search.images().vectors().heldOut()[marked]);
            about.setText(Messages.text(
                    "retrieval.captions.found",
                    marked,
                    heldOut.subjects().get(heldOut.subjectOf()[marked]),
                    hits.size(),
                    told.captions().size()));
        } else if (reading != null && reading.image() != null && reading.picture() != null) {
            List<Retrieval.Hit> hits = nearest(told, reading.image());
            about.setText(Messages.text(
                    "retrieval.captions.picture",
                    reading.picture().name(),
                    hits.size(),
                    told.captions().size()));
        } else {
            about.setText(Messages.text("retrieval.captions.none"));
        }
    }

    private List<Retrieval.Hit> nearest(Search.Result told, float[] image) {
        List<Retrieval.Hit> hits = Retrieval.nearest(image, told.vectors(), MOST_CAPTIONS);
        int subjects = told.search().data().evaluation().subjects().size();
        for (Retrieval.Hit hit : hits) {
            String name = told.captions().get(hit.index());
            captions.addRow(
                    captions.getRowCount(),
                    new Label(hit.index() < subjects ? name : Messages.text("retrieval.captions.label", name)),
                    new Label(Numbers.four(hit.cosine())));
        }
        return hits;
    }

    private void toShelf(int index) {
        Search.Result told = result;
        if (told == null || index < 0) {
            return;
        }
        PairDataset data = told.search().data();
        EvaluationSet heldOut = data.evaluation();
        String name =
                Messages.text("retrieval.shelf.item", index, heldOut.subjects().get(heldOut.subjectOf()[index]));
        RgbImage pixels = pictures(data).pixels(index);
        PictureItem item = new PictureItem(
                new PictureSource.OfPixels(name, pixels), Picture.of(name, pixels, data.preprocessor()));
        model.gallery().items().add(item);
        model.gallery().selectedProperty().set(item);
    }
}
