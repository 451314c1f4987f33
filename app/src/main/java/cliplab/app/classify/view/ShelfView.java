// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.view;

import cliplab.app.classify.Gallery;
import cliplab.app.classify.PictureItem;
import cliplab.viz.text.Messages;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The pictures at the left: how they come in, what each was named, and what could not be read. FX thread only. */
final class ShelfView extends VBox {
    private final Gallery gallery;
    private final Intake intake;
    private final ListView<PictureItem> list;
    private boolean following;

    /** @param threshold the cosine that the best label has to be above; null where there is no such bound */
    ShelfView(Gallery gallery, ObservableValue<@Nullable Double> threshold, Intake intake) {
        this.gallery = gallery;
        this.intake = intake;
        getStyleClass().add("shelf");
        list = new ListView<>(gallery.items());
        list.setCellFactory(_ -> new PictureCell(threshold));
        list.setPlaceholder(words("shelf.empty", "shelf-hint"));
        list.setAccessibleText(Messages.text("shelf.list"));
        list.setOnKeyPressed(key -> {
            if (key.getCode() == KeyCode.DELETE || key.getCode() == KeyCode.BACK_SPACE) {
                remove();
                key.consume();
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        list.getSelectionModel().selectedItemProperty().subscribe(item -> {
            if (!following && item != null) {
                gallery.selectedProperty().set(item);
            }
        });
        gallery.selectedProperty().subscribe(this::follow);
        gallery.items().subscribe(() -> follow(gallery.selectedProperty().get()));
        getChildren().addAll(bar(), progress(), list, problems());
    }

    private static Label words(String key, String style) {
        Label words = new Label(Messages.text(key));
        words.getStyleClass().add(style);
        words.setWrapText(true);
        return words;
    }

    /** A list that changes chooses a row of its own liking; the gallery knows better. */
    private void follow(PictureItem item) {
        following = true;
        if (item == null) {
            list.getSelectionModel().clearSelection();
        } else {
            list.getSelectionModel().select(item);
        }
        following = false;
    }

    private void remove() {
        PictureItem item = gallery.selectedProperty().get();
        int place = gallery.items().indexOf(item);
        if (place >= 0) {
            gallery.items().remove(place);
            if (!gallery.items().isEmpty()) {
                gallery.selectedProperty()
                        .set(gallery.items().get(Math.min(place, gallery.items().size() - 1)));
            }
        }
    }

    private HBox bar() {
        MenuButton add = new MenuButton(Messages.text("shelf.add"), new FontIcon(Feather.PLUS));
        add.setTooltip(new Tooltip(Messages.text("shelf.add.tip")));
        add.getItems()
                .addAll(
                        item("shelf.files", intake::chooseFiles),
                        item("shelf.folder", intake::chooseFolder),
                        item("shelf.paste", intake::paste),
                        new SeparatorMenuItem(),
                        item("shelf.samples", intake::samples),
                        item("shelf.held-out", intake::heldOut),
                        item("shelf.strangers", intake::strangers));
        Button remove = new Button();
        remove.setGraphic(new FontIcon(Feather.X));
        remove.getStyleClass().addAll("button-icon", "flat");
        remove.setTooltip(new Tooltip(Messages.text("shelf.remove")));
        remove.setAccessibleText(Messages.text("shelf.remove"));
        remove.setOnAction(_ -> remove());
        remove.disableProperty().bind(gallery.selectedProperty().isNull());
        Button clear = new Button();
        clear.setGraphic(new FontIcon(Feather.TRASH_2));
        clear.getStyleClass().addAll("button-icon", "flat");
        clear.setTooltip(new Tooltip(Messages.text("shelf.clear")));
        clear.setAccessibleText(Messages.text("shelf.clear"));
        clear.setOnAction(_ -> {
            intake.cancel();
            gallery.items().clear();
        });
        clear.disableProperty().bind(Bindings.isEmpty(gallery.items()));
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox bar = new HBox(add, gap, remove, clear);
        bar.getStyleClass().add("shelf-bar");
        return bar;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Messages.text(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    private HBox progress() {
        ProgressBar progress = new ProgressBar();
        progress.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(progress, Priority.ALWAYS);
        Label count = new Label();
        Button cancel = new Button(Messages.text("shelf.cancel"));
        cancel.getStyleClass().add("small");
        cancel.setTooltip(new Tooltip(Messages.text("shelf.cancel.tip")));
        cancel.setOnAction(_ -> intake.cancel());
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        progress.progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> intake.totalProperty().get() == 0
                                ? 0
                                : (double) intake.doneProperty().get()
                                        / intake.totalProperty().get(),
                        intake.doneProperty(),
                        intake.totalProperty()));
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Messages.text(
                                "shelf.progress",
                                intake.doneProperty().get(),
                                intake.totalProperty().get()),
                        intake.doneProperty(),
                        intake.totalProperty()));
        HBox box = new HBox(progress, count, cancel);
        box.getStyleClass().add("shelf-progress");
        box.visibleProperty().bind(intake.busyProperty());
        box.managedProperty().bind(intake.busyProperty());
        return box;
    }

    /** What could not be read, in sentences, until it is put away. */
    private VBox problems() {
        VBox sentences = new VBox();
        sentences.getStyleClass().add("shelf-sentences");
        // They come one by one, hundreds from a bad folder, and go all at once.
        intake.problems().subscribe(() -> {
            if (intake.problems().isEmpty()) {
                sentences.getChildren().clear();
            }
            intake.problems().stream().skip(sentences.getChildren().size()).forEach(sentence -> {
                Label label = new Label(sentence);
                label.setWrapText(true);
                sentences.getChildren().add(label);
            });
        });
        ScrollPane scroll = new ScrollPane(sentences);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMaxHeight(150);
        Label count = new Label();
        count.getStyleClass().add("shelf-count");
        count.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Messages.text("shelf.problems", intake.problems().size()), intake.problems()));
        Button dismiss = new Button(Messages.text("shelf.dismiss"));
        dismiss.getStyleClass().add("small");
        dismiss.setTooltip(new Tooltip(Messages.text("shelf.dismiss.tip")));
        dismiss.setMinWidth(Region.USE_PREF_SIZE);
        dismiss.setOnAction(_ -> intake.problems().clear());
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(count, gap, dismiss);
        head.getStyleClass().add("shelf-bar");
        VBox box = new VBox(head, scroll);
        box.getStyleClass().add("shelf-problems");
        box.visibleProperty().bind(Bindings.isNotEmpty(intake.problems()));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }
}
