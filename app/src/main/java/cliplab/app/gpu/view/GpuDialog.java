// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.gpu.view;

import static cliplab.viz.text.Messages.text;

import cliplab.app.gpu.FetchProgress;
import cliplab.app.gpu.view.GpuModel.Doing;
import cliplab.app.gpu.view.GpuModel.Known;
import cliplab.model.runtime.CudaLibraries.Standing;
import cliplab.model.runtime.CudaRecord;
import cliplab.model.runtime.NvidiaDriver;
import java.io.File;
import java.nio.file.Path;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.Modality;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The one place for the NVIDIA card: what trains now, and what can be done about it. Closing it ends nothing. FX thread only. */
final class GpuDialog {
    private static final double WIDTH = 560;
    private static final long MB = 1_000_000;

    private static final PseudoClass BAD = PseudoClass.getPseudoClass("bad");

    private final GpuModel model;
    private final String version;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final Label driver = words();
    private final Label now = words();
    private final Button again = button(text("gpu.again"), text("gpu.again.tip"));
    private final VBox fetching;
    private final Label about = words();
    private final Label said = words();
    private final Label problem = words();
    private final ProgressBar progress = new ProgressBar(0);
    private final Button ask = button(text("gpu.ask"), text("gpu.ask.tip"));
    private final Button fetch = button(text("gpu.fetch.go-on"), text("gpu.fetch.tip"));
    private final Button cancel = button(text("gpu.cancel"), text("gpu.cancel.tip"));
    private final Button choose = button(text("gpu.choose"), text("gpu.choose.tip"));
    private final Button fetched = button(text("gpu.use-fetched"), text("gpu.use-fetched.tip"));
    private final Button remove = button(text("gpu.remove"), text("gpu.remove.tip"));

    GpuDialog(Window owner, GpuModel model) {
        this.model = model;
        version = model.libraries().build().orElseThrow().fullVersion();
        said.getStyleClass().add("gpu-said");
        problem.getStyleClass().add("gpu-said");
        problem.pseudoClassStateChanged(BAD, true);
        progress.setAccessibleText(text("gpu.progress"));
        progress.setTooltip(new Tooltip(text("gpu.progress")));
        progress.setMaxWidth(Double.MAX_VALUE);
        fetching = new VBox(heading(text("gpu.fetch")), about, said, progress, line(ask, fetch, cancel));
        Label elsewhere = words();
        elsewhere.setText(text("gpu.elsewhere.about", version));
        VBox installed = new VBox(heading(text("gpu.elsewhere")), elsewhere, line(choose, fetched));
        fetching.getStyleClass().add("gpu-section");
        installed.getStyleClass().add("gpu-section");
        VBox content = new VBox(facts(), problem, fetching, installed);
        content.getStyleClass().add("gpu-dialog");
        content.setPrefWidth(WIDTH);

        dialog.initOwner(owner);
        dialog.initModality(Modality.NONE);
        dialog.setTitle(text("window.title"));
        dialog.setHeaderText(text("gpu.title"));
        dialog.setResizable(true);
        dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
        dialog.getDialogPane().setContent(content);
        act();
        model.knownProperty().subscribe(_ -> say());
        model.doingProperty().subscribe(_ -> say());
    }

    private GridPane facts() {
        GridPane facts = new GridPane();
        facts.getStyleClass().add("gpu-facts");
        Label folder = words();
        folder.setText(text("gpu.folder.words", model.libraries().home()));
        facts.addRow(0, name(text("gpu.driver")), driver);
        facts.addRow(1, name(text("gpu.now")), now);
        facts.add(again, 1, 2);
        facts.addRow(3, name(text("gpu.folder")), folder);
        facts.add(remove, 1, 4);
        GridPane.setHgrow(now, Priority.ALWAYS);
        return facts;
    }

    private void act() {
        ask.setOnAction(_ -> model.ask());
        cancel.setOnAction(_ -> model.cancel());
        again.setOnAction(_ -> model.tryAgain());
        fetched.setOnAction(_ -> model.useFetched());
        remove.setOnAction(_ -> model.remove());
        choose.setOnAction(_ -> {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(text("gpu.choose.tip"));
            File folder = chooser.showDialog(dialog.getDialogPane().getScene().getWindow());
            if (folder != null) {
                model.use(folder.toPath());
            }
        });
    }

    private void say() {
        Known known = model.knownProperty().get();
        Doing doing = model.doingProperty().get();
        boolean idle =
                !(doing instanceof Doing.Asking || doing instanceof Doing.Fetching || doing instanceof Doing.Busy);
        if (known != null) {
            driver.setText(known.driver().words());
            now.setText(now(known));
            show(again, known.failed());
            again.setDisable(!idle);
            show(remove, known.onDisk() > 0);
            remove.setText(known.onDisk() < MB ? text("gpu.remove") : text("gpu.remove.size", known.onDisk() / MB));
            remove.setDisable(!idle);
            choose.setDisable(!idle);
            show(fetched, known.whole() && known.elsewhere());
            fetched.setDisable(!idle);
        }
        boolean old = known != null && known.driver().isTooOld();
        boolean there = known != null && known.whole();
        about.setText(
                old
                        ? text("gpu.fetch.old-driver", NvidiaDriver.OLDEST)
                        : text("gpu.fetch.about", version, model.host()));
        show(about, !there);
        sayFetch(doing, known);
        problem.setText(doing instanceof Doing.Refused(String sentence) ? sentence : "");
        show(problem, doing instanceof Doing.Refused);
        show(said, !said.getText().isEmpty());
        show(ask, idle && !there && !old && !(doing instanceof Doing.Asked) && !(doing instanceof Doing.Stopped));
        show(cancel, doing instanceof Doing.Asking || doing instanceof Doing.Fetching);
        show(fetching, !there || !said.getText().isEmpty());
        Window window = dialog.getDialogPane().getScene().getWindow();
        if (window != null && window.isShowing()) {
            window.sizeToScene();
        }
    }

    private static String now(Known known) {
        Path loaded = known.loaded();
        String next = switch (known.standing()) {
            case Standing.None _ -> loaded == null ? text("gpu.now.none") : text("gpu.next.none");
            case Standing.Usable usable when usable.folder().equals(loaded) -> "";
            case Standing.Usable usable -> text("gpu.next", usable.folder());
            case Standing.Refused refused -> text("gpu.refused", refused.folder(), refused.why());
        };
        String present = loaded == null ? text("gpu.now.cpu") : text("gpu.now.cuda", loaded);
        return (present + " " + next).strip();
    }

    private void sayFetch(Doing doing, @Nullable Known known) {
        CudaRecord set = null;
        double done = 0;
        String words = "";
        switch (doing) {
            case Doing.Nothing _, Doing.Refused _ -> words = left(known);
            case Doing.Busy _ -> words = text("gpu.busy");
            case Doing.Asking _ -> words = text("gpu.asking", model.host());
            case Doing.Asked(CudaRecord asked, long here) -> {
                set = asked;
                words = asked(asked, here)
                        + (known == null || known.free() == 0 ? "" : " " + text("gpu.asked.space", known.free() / MB));
                fetch.setText(text("gpu.fetch.bytes", (asked.bytes() - here) / MB));
            }
            case Doing.Fetching(CudaRecord _, FetchProgress at) -> {
                done = (double) at.bytes() / at.of();
                words = at.unpacking()
                        ? text("gpu.unpacking", at.bytes() / MB, at.of() / MB, at.file())
                        : text("gpu.fetching", at.bytes() / MB, at.of() / MB, at.file());
            }
            case Doing.Stopped(CudaRecord stopped, long here) -> {
                set = stopped;
                words = text("gpu.stopped", here / MB, stopped.bytes() / MB);
                fetch.setText(text("gpu.fetch.go-on"));
            }
            case Doing.Fetched _ -> words = text("gpu.fetched");
            case Doing.Failed(String sentence, CudaRecord failed, long _) -> {
                set = failed;
                words = sentence;
                fetch.setText(text("gpu.fetch.go-on"));
            }
        }
        said.setText(words);
        said.pseudoClassStateChanged(BAD, doing instanceof Doing.Failed);
        progress.setProgress(done);
        show(progress, doing instanceof Doing.Fetching);
        show(fetch, set != null);
        CudaRecord chosen = set;
        fetch.setOnAction(_ -> {
            if (chosen != null) {
                model.fetch(chosen);
            }
        });
    }

    private static String left(@Nullable Known known) {
        return known == null || known.whole() || known.left() == 0 ? "" : text("gpu.left", known.left() / MB);
    }

    private static String asked(CudaRecord set, long here) {
        return here == 0
                ? text("gpu.asked", set.files().size(), set.bytes() / MB, set.unpackedBytes() / MB)
                : text("gpu.asked.rest", set.files().size(), set.bytes() / MB, set.unpackedBytes() / MB, here / MB);
    }

    private static void show(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }

    private static Label words() {
        Label words = new Label();
        words.setWrapText(true);
        words.setMinHeight(Region.USE_PREF_SIZE);
        return words;
    }

    private static Label name(String word) {
        Label name = new Label(word);
        name.getStyleClass().add("gpu-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        GridPane.setValignment(name, VPos.TOP);
        return name;
    }

    private static Label heading(String words) {
        Label heading = new Label(words);
        heading.getStyleClass().add("gpu-heading");
        return heading;
    }

    private static Button button(String word, String tip) {
        Button button = new Button(word);
        button.setTooltip(new Tooltip(tip));
        button.setAccessibleText(word);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.getStyleClass().add("gpu-line");
        return line;
    }

    /** Opens it, or brings it to the front. */
    void show() {
        model.look();
        if (dialog.isShowing()) {
            dialog.getDialogPane().getScene().getWindow().requestFocus();
        } else {
            dialog.show();
        }
    }

    /** What it shows, for tests. */
    DialogPane pane() {
        return dialog.getDialogPane();
    }
}
