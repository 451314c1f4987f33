// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.view;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.NetworkChoice;
import cliplab.viz.text.Messages;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.stage.DirectoryChooser;
import org.jspecify.annotations.Nullable;

/** Which network is asked, and how to ask another. FX thread only. */
public final class NetworkBar extends HBox {
    private final NetworkChoice networks;
    private final Path runs;
    private boolean following;

    /** @param runs the folder of all runs, where the search for one begins */
    NetworkBar(NetworkChoice networks, Path runs) {
        this.networks = networks;
        this.runs = runs;
        getStyleClass().add("network-bar");
        setAlignment(Pos.CENTER_RIGHT);
        Label name = new Label();
        name.setMinWidth(0);
        name.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> asked(networks.networkProperty().get()), networks.networkProperty()));
        ProgressIndicator loading = new ProgressIndicator();
        loading.getStyleClass().add("network-loading");
        loading.setAccessibleText(Messages.text("network.loading"));
        shownWhile(loading, networks.loadingProperty());
        Button open = new Button(Messages.text("network.open"));
        open.getStyleClass().add("small");
        open.setTooltip(new Tooltip(Messages.text("network.open.tip")));
        open.setMinWidth(Region.USE_PREF_SIZE);
        open.setOnAction(_ -> open());
        Button follow = new Button(Messages.text("network.follow"));
        follow.getStyleClass().add("small");
        follow.setTooltip(new Tooltip(Messages.text("network.follow.tip")));
        follow.setMinWidth(Region.USE_PREF_SIZE);
        follow.setOnAction(_ -> networks.follow());
        shownWhile(follow, networks.followingProperty().not());
        getChildren().addAll(loading, name, epochs(), follow, open);
    }

    private static String asked(@Nullable AskedNetwork network) {
        return network == null ? Messages.text("network.asked.none") : Messages.text("network.asked", network.name());
    }

    private static void shownWhile(Node node, javafx.beans.value.ObservableValue<Boolean> condition) {
        node.visibleProperty().bind(condition);
        node.managedProperty().bind(condition);
    }

    private ChoiceBox<Integer> epochs() {
        ChoiceBox<Integer> epochs = new ChoiceBox<>(networks.epochs());
        epochs.setTooltip(new Tooltip(Messages.text("network.epoch.tip")));
        epochs.setAccessibleText(Messages.text("network.epoch.tip"));
        shownWhile(epochs, Bindings.isNotEmpty(networks.epochs()));
        epochs.setConverter(new javafx.util.StringConverter<>() {
            @Override
            public String toString(@Nullable Integer epoch) {
                return epoch == null ? "" : Messages.text("network.epoch", epoch);
            }

            @Override
            public Integer fromString(String text) {
                throw new UnsupportedOperationException("nobody types here");
            }
        });
        networks.openedEpochProperty().subscribe(_ -> follow(epochs));
        // An epoch that could not be loaded was chosen, but is not asked.
        networks.loadingProperty().subscribe(loading -> {
            if (!loading) {
                follow(epochs);
            }
        });
        epochs.valueProperty().subscribe(epoch -> {
            if (!following && epoch != null) {
                networks.chooseEpoch(epoch);
            }
        });
        return epochs;
    }

    private void follow(ChoiceBox<Integer> epochs) {
        following = true;
        epochs.setValue(networks.openedEpochProperty().get());
        following = false;
    }

    /** Lets the person choose the folder of a run. */
    public void open() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Messages.text("network.open.title"));
        if (Files.isDirectory(runs)) {
            chooser.setInitialDirectory(runs.toFile());
        }
        File chosen = chooser.showDialog(getScene().getWindow());
        if (chosen != null) {
            networks.openFolder(chosen.toPath());
        }
    }

    /** What there is to say of the network: why none is asked, or why it is this one. */
    static String note(NetworkChoice networks, @Nullable AskedNetwork network) {
        String note = networks.noteProperty().get();
        if (!note.isEmpty()) {
            return note;
        }
        return Messages.text(network != null && network.learning() ? "network.learning" : "network.resting");
    }
}
