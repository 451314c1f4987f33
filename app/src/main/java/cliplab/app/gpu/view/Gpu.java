// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.gpu.view;

import static cliplab.viz.text.Messages.text;

import cliplab.app.platform.DialogService;
import cliplab.app.platform.TaskRunner;
import cliplab.model.runtime.CudaLibraries.Standing;
import cliplab.model.runtime.NvidiaDriver;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** What the window says of the NVIDIA card: nothing without a driver; with one, an offer, once as a note. FX thread only. */
public final class Gpu {
    private final GpuModel model;
    private final Window owner;
    private final DialogService dialogs;
    private final TaskRunner tasks;
    private final BooleanBinding offered;
    private @Nullable GpuDialog dialog;

    public Gpu(GpuModel model, Window owner, DialogService dialogs, TaskRunner tasks) {
        this.model = model;
        this.owner = owner;
        this.dialogs = dialogs;
        this.tasks = tasks;
        offered = Bindings.createBooleanBinding(
                () -> GpuModel.isOffered(model.knownProperty().get()), model.knownProperty());
        model.doingProperty().subscribe(doing -> {
            if (doing instanceof GpuModel.Doing.Fetched) {
                dialogs.notify(DialogService.Tone.GOOD, text("gpu.title"), text("gpu.fetched"));
            }
        });
    }

    /** Whether there is a card to speak of; known a moment after {@link #look}. */
    public BooleanBinding offeredProperty() {
        return offered;
    }

    /**
     * Looks for the driver, in the background, and offers the libraries in a note where that was never done before.
     *
     * @param noted a file that is there from the first note on
     */
    public void look(Path noted) {
        model.knownProperty().subscribe(known -> {
            if (GpuModel.isOffered(known) && known.standing() instanceof Standing.None) {
                offerOnce(
                        noted,
                        known.driver().isTooOld()
                                ? text("gpu.offer.old-driver", NvidiaDriver.OLDEST)
                                : text("gpu.offer"));
            }
        });
        model.look();
    }

    private void offerOnce(Path noted, String words) {
        tasks.submit(
                "gpu.noted",
                () -> isFirst(noted),
                first -> {
                    if (first) {
                        dialogs.notify(
                                DialogService.Tone.INFO, text("gpu.title"), words, text("gpu.offer.open"), this::open);
                    }
                },
                _ -> {}); // a folder that cannot be written is told of elsewhere
    }

    private static boolean isFirst(Path noted) throws IOException {
        Files.createDirectories(noted.getParent());
        try {
            Files.createFile(noted);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    /** A button that is there as long as there is a card to speak of. */
    public Button button() {
        Button button = new Button(text("gpu.open"));
        button.setTooltip(new Tooltip(text("gpu.open.tip")));
        button.setAccessibleText(text("gpu.open"));
        button.setOnAction(_ -> open());
        button.visibleProperty().bind(offered);
        button.managedProperty().bind(offered);
        return button;
    }

    /** Opens the dialog. */
    public void open() {
        GpuDialog known = dialog;
        if (known == null) {
            known = new GpuDialog(owner, model);
            dialog = known;
        }
        known.show();
    }
}
