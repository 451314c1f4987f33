// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures.view;

import cliplab.app.figures.FigureShape;
import cliplab.app.figures.view.FigureCopy.Drawn;
import cliplab.app.platform.DialogService;
import cliplab.app.platform.FileManager;
import cliplab.app.platform.TaskRunner;
import cliplab.app.runs.FileErrors;
import cliplab.app.settings.Settings;
import cliplab.app.settings.SettingsStore;
import cliplab.app.training.Sentences;
import cliplab.viz.export.ExportFormat;
import cliplab.viz.export.FigureExporter;
import cliplab.viz.text.Messages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;

/** Writes figures, copies them, and says what became of it. FX thread only; a worker draws and writes. */
public final class FigureExports {
    private static final String COPY = "figure-copy";
    private static final String DRAG = "figure-drag";

    private final TaskRunner tasks;
    private final DialogService dialogs;
    private final SettingsStore settings;
    private final DragFiles dragFiles;

    /** @param cache for the files that are dragged out of the window */
    public FigureExports(TaskRunner tasks, DialogService dialogs, SettingsStore settings, Path cache) {
        this.tasks = tasks;
        this.dialogs = dialogs;
        this.settings = settings;
        dragFiles = new DragFiles(cache.resolve("dragged"));
    }

    /** How figures were exported last. */
    Settings.Export last() {
        return settings.current().export();
    }

    void remember(Settings.Export export) {
        settings.change(all -> all.withExport(export));
    }

    /** As exported last; the usual shape where that cannot be used any more. */
    private FigureShape shape(String format) {
        Settings.Export last = last();
        try {
            return FigureShape.of(format, last.width(), last.height(), last.scale(), null, last.dark());
        } catch (IllegalArgumentException e) {
            return FigureShape.USUAL;
        }
    }

    /**
     * Writes a figure and tells where it is.
     *
     * @param replacing a file that is there; else another name is taken then
     */
    void save(FigureCopy copy, FigureShape shape, Path file, boolean replacing) {
        write(copy, shape, file, replacing, target -> written(Messages.text("figure.saved.title"), target));
    }

    /**
     * Writes a figure.
     *
     * @param replacing a file that is there; else another name is taken then
     * @param written is told where it is
     */
    public void write(FigureCopy copy, FigureShape shape, Path file, boolean replacing, Consumer<Path> written) {
        tasks.submit(
                "figure-save " + file,
                () -> {
                    byte[] content = copy.drawing().call().bytes(shape);
                    Path target = replacing ? file : unused(file);
                    FigureExporter.write(target, content);
                    return target;
                },
                written,
                error -> failed(Messages.text("figure.save.failed"), error));
    }

    private static Path unused(Path wanted) {
        String name = String.valueOf(wanted.getFileName());
        int dot = name.lastIndexOf('.');
        Path file = wanted;
        for (int i = 2; Files.exists(file); i++) {
            file = wanted.resolveSibling(
                    dot < 0 ? name + "-" + i : name.substring(0, dot) + "-" + i + name.substring(dot));
        }
        return file;
    }

    /** Says where a new file is, and shows it there if the person likes. */
    public void written(String title, Path file) {
        dialogs.notify(
                DialogService.Tone.GOOD, title, file.toString(), Messages.text("figure.saved.show"), () -> show(file));
    }

    private void show(Path file) {
        tasks.submit(
                "figure-show",
                () -> {
                    FileManager.show(file);
                    return file;
                },
                _ -> {},
                _ -> dialogs.notify(
                        DialogService.Tone.WARNING,
                        Messages.text("figure.show.failed.title"),
                        Messages.text("figure.show.failed", file)));
    }

    /** Puts the picture on the clipboard. */
    void copyPicture(FigureCopy copy) {
        FigureShape shape = shape(ExportFormat.PNG.extension());
        tasks.submit(
                COPY,
                () -> new Image(new ByteArrayInputStream(copy.drawing().call().bytes(shape))),
                image -> {
                    ClipboardContent content = new ClipboardContent();
                    content.putImage(image);
                    Clipboard.getSystemClipboard().setContent(content);
                    dialogs.notify(
                            DialogService.Tone.GOOD,
                            Messages.text("figure.copied.title"),
                            Messages.text("figure.copied", (int) image.getWidth(), (int) image.getHeight()));
                },
                error -> failed(Messages.text("figure.copy.failed"), error));
    }

    /**
     * Makes the files that are to be dragged out: a picture, and what was exported last where that is something else.
     *
     * @param ready is given them; never called where it failed
     */
    void prepareDrag(FigureCopy copy, Consumer<List<Path>> ready) {
        List<FigureShape> shapes = new ArrayList<>(List.of(shape(ExportFormat.PNG.extension())));
        FigureShape other = shape(last().format());
        if (other.format() != ExportFormat.PNG) {
            shapes.add(other);
        }
        tasks.submit(
                DRAG,
                () -> {
                    Drawn drawn = copy.drawing().call();
                    Path folder = dragFiles.folder();
                    List<Path> files = new ArrayList<>();
                    for (FigureShape shape : shapes) {
                        Path file = folder.resolve(copy.fileName(shape));
                        FigureExporter.write(file, drawn.bytes(shape));
                        files.add(file);
                    }
                    return files;
                },
                ready,
                error -> failed(Messages.text("figure.drag.failed"), error));
    }

    /** The drag ended before its files were there. */
    void cancelDrag() {
        tasks.cancel(DRAG);
    }

    /** There is nothing to see, and so nothing to export. */
    void nothing(String title) {
        dialogs.notify(DialogService.Tone.INFO, title, Messages.text("figure.nothing"));
    }

    /** Nobody can tell which figure is meant. */
    void whichOne() {
        dialogs.notify(DialogService.Tone.INFO, Messages.text("figure.which.title"), Messages.text("figure.which"));
    }

    private void failed(String title, Throwable error) {
        dialogs.notify(DialogService.Tone.WARNING, title, sentence(error));
    }

    static String sentence(Throwable error) {
        @Nullable String said = error instanceof IOException file ? FileErrors.sentence(file) : error.getMessage();
        return Sentences.whole(said == null ? error.toString() : said);
    }
}
