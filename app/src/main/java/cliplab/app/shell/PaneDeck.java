// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.viz.pane.PaneFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/**
 * The panes in their places: two rows of two, and a column of more at the right. A pane can fill the deck, or leave for a
 * window of its own and come back when that is closed. FX thread only.
 */
final class PaneDeck extends StackPane {
    /** Where dividers stand at first; the others in the middle. */
    private static final Map<String, Double> USUAL =
            Map.of("rows0", 0.46, "whole0", 0.72, "side0", 0.32, "side1", 0.58);

    private final SplitPane whole = split(Orientation.HORIZONTAL);
    private final SplitPane main = split(Orientation.VERTICAL);
    private final SplitPane top = split(Orientation.HORIZONTAL);
    private final SplitPane bottom = split(Orientation.HORIZONTAL);
    private final SplitPane side = split(Orientation.VERTICAL);
    private Map<String, Double> positions = Map.of();
    private final List<Place> places = new ArrayList<>();
    private final List<Stage> windows = new ArrayList<>();
    private final Consumer<Scene> dress;

    /** Where a pane stands, and what stands there while it is away. */
    private static final class Place {
        private final PaneFrame pane;
        private final StackPane holder;
        private @Nullable Stage window;

        Place(PaneFrame pane) {
            this.pane = pane;
            holder = new StackPane(pane);
            holder.setMinSize(0, 0);
        }
    }

    /**
     * @param panes the four of the middle, row by row
     * @param more those of the column
     * @param dress gives a new window's scene its looks
     */
    PaneDeck(List<PaneFrame> panes, List<PaneFrame> more, Consumer<Scene> dress) {
        this.dress = dress;
        getStyleClass().add("pane-deck");
        top.getItems().addAll(place(panes.get(0)), place(panes.get(1)));
        bottom.getItems().addAll(place(panes.get(2)), place(panes.get(3)));
        main.getItems().addAll(top, bottom);
        more.forEach(pane -> side.getItems().add(place(pane)));
        whole.getItems().add(main);
        getChildren().add(whole);
        setMinSize(0, 0);
        addEventHandler(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE && !getChildren().contains(whole)) {
                restoreEnlarged();
                key.consume();
            }
        });
    }

    private static SplitPane split(Orientation orientation) {
        SplitPane split = new SplitPane();
        split.setOrientation(orientation);
        split.setMinSize(0, 0);
        return split;
    }

    private Node place(PaneFrame pane) {
        Place place = new Place(pane);
        places.add(place);
        pane.onEnlarge(() -> enlarge(place));
        pane.onDetach(() -> detach(place));
        return place.holder;
    }

    /** Where every divider stands, by name, 0 … 1; to be kept and given back. */
    Map<String, Double> positions() {
        Map<String, Double> now = new HashMap<>(positions);
        splits().forEach((name, split) -> {
            double[] dividers = split.getDividerPositions();
            for (int i = 0; i < dividers.length; i++) {
                now.put(name + i, Math.clamp(dividers[i], 0, 1));
            }
        });
        return now;
    }

    /** Moves the dividers to where they were kept. */
    void positions(Map<String, Double> kept) {
        positions = Map.copyOf(kept);
        divide();
    }

    private void divide() {
        splits().forEach((name, split) -> {
            for (int i = 0; i < split.getDividers().size(); i++) {
                Double kept = positions.getOrDefault(name + i, USUAL.get(name + i));
                split.setDividerPosition(i, kept == null ? 0.5 : kept);
            }
        });
    }

    private Map<String, SplitPane> splits() {
        return Map.of("rows", main, "top", top, "bottom", bottom, "side", side, "whole", whole);
    }

    /** Whether the column at the right is there. */
    boolean isSideShown() {
        return whole.getItems().contains(side);
    }

    void showSide(boolean wanted) {
        if (wanted && !isSideShown()) {
            whole.getItems().add(side);
            divide();
        } else if (!wanted) {
            positions = positions();
            whole.getItems().remove(side);
        }
    }

    private void enlarge(Place place) {
        if (place.window != null) {
            place.window.setMaximized(!place.window.isMaximized());
        } else if (getChildren().contains(place.pane)) {
            putBack(place);
        } else {
            getChildren().setAll(place.pane); // leaves its holder by itself
        }
    }

    private void putBack(Place place) {
        place.holder.getChildren().setAll(place.pane);
        getChildren().setAll(whole);
    }

    private void detach(Place place) {
        if (place.window != null) {
            place.window.close();
            return;
        }
        if (getChildren().contains(place.pane)) {
            putBack(place);
        }
        Stage window = PaneWindow.of(place.pane, getScene(), dress, () -> {
            windows.remove(place.window);
            place.window = null;
            place.holder.getChildren().setAll(place.pane);
        });
        place.holder.getChildren().setAll(PaneWindow.away(place.pane));
        place.window = window;
        windows.add(window);
        window.show();
    }

    /** Every pane back in its place. */
    void restore() {
        close();
        restoreEnlarged();
    }

    private void restoreEnlarged() {
        places.stream()
                .filter(place -> getChildren().contains(place.pane))
                .toList()
                .forEach(this::putBack);
    }

    /** Closes the windows of panes that left; they come back. */
    void close() {
        List.copyOf(windows).forEach(Stage::close);
    }
}
