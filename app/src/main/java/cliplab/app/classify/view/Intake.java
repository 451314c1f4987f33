// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.view;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.Gallery;
import cliplab.app.classify.PictureItem;
import cliplab.app.classify.images.Gathered;
import cliplab.app.classify.images.Offer;
import cliplab.app.classify.images.PictureLoader;
import cliplab.app.classify.images.PictureSource;
import cliplab.app.classify.images.SampleShelf;
import cliplab.app.platform.TaskRunner;
import cliplab.app.platform.Thumbnails;
import cliplab.model.data.EvaluationSet;
import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.ShapesDataset;
import cliplab.model.data.Strangers;
import cliplab.viz.text.Messages;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.input.Clipboard;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** The ways a picture comes onto the shelf. What cannot come is said in sentences, and the others come all the same. FX thread only. */
public final class Intake {
    /** What the shelf holds at most: some 150 MB of previews. */
    static final int CAPACITY = 1_000;

    private static final int STRANGERS = 16;
    private static final List<String> KINDS = Stream.of("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp")
            .flatMap(ending -> Stream.of("*." + ending, "*." + ending.toUpperCase(Locale.ROOT)))
            .toList();

    private final Gallery gallery;
    private final Supplier<ImagePreprocessor> preprocessor;
    private final ObservableValue<@Nullable AskedNetwork> network;
    private final TaskRunner tasks;
    private final Consumer<Throwable> failed;
    private final PictureLoader loader;
    private final ObservableList<String> problems = FXCollections.observableArrayList();
    private List<PictureSource> newest = List.of(); // the first of these that comes is looked at

    Intake(
            Gallery gallery,
            Supplier<ImagePreprocessor> preprocessor,
            ObservableValue<@Nullable AskedNetwork> network,
            TaskRunner tasks,
            Consumer<Throwable> failed) {
        this.gallery = gallery;
        this.preprocessor = preprocessor;
        this.network = network;
        this.tasks = tasks;
        this.failed = failed;
        loader = new PictureLoader(tasks, "pictures", new PictureLoader.Listener() {
            @Override
            public void loaded(List<PictureLoader.Loaded> pictures) {
                shelve(pictures);
            }

            @Override
            public void refused(String sentence) {
                problems.add(sentence);
            }
        });
    }

    /** What the clipboard holds. */
    public void paste() {
        take(Offer.of(Clipboard.getSystemClipboard()));
    }

    /** What a drag or the clipboard held. */
    public void take(Offer offer) {
        Gathered gathered = Gathered.from(offer);
        problems.addAll(gathered.refusals());
        take(gathered.sources());
    }

    /** Begins to read these, after those that wait. */
    public void take(List<PictureSource> sources) {
        if (!sources.isEmpty()) {
            newest = sources;
            loader.load(sources, preprocessor.get());
        }
    }

    private void shelve(List<PictureLoader.Loaded> pictures) {
        int room = Math.max(0, CAPACITY - gallery.items().size());
        List<PictureItem> items = pictures.stream()
                .limit(room)
                .map(loaded -> new PictureItem(loaded.source(), loaded.picture()))
                .toList();
        if (items.size() < pictures.size()) {
            int unread = loader.totalProperty().get() - loader.doneProperty().get();
            loader.cancel();
            problems.add(Messages.text("shelf.full", CAPACITY, pictures.size() - items.size() + unread));
        }
        if (!items.isEmpty()) {
            items.stream().filter(item -> isOfNewest(item.source())).findFirst().ifPresent(item -> {
                newest = List.of();
                gallery.selectedProperty().set(item);
            });
            gallery.items().addAll(items);
        }
    }

    private boolean isOfNewest(PictureSource source) {
        return newest.stream()
                .anyMatch(sought -> sought.equals(source)
                        || (sought instanceof PictureSource.OfFile folder
                                && source instanceof PictureSource.OfFile file
                                && file.file().startsWith(folder.file())));
    }

    boolean isBusy() {
        return loader.busyProperty().get();
    }

    /** The window the person is in. */
    private static @Nullable Window owner() {
        return Window.getWindows().stream()
                .filter(Window::isFocused)
                .findFirst()
                .orElse(null);
    }

    /** Files of the person's choice. */
    public void chooseFiles() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Messages.text("shelf.chooser"));
        chooser.getExtensionFilters()
                .addAll(
                        new FileChooser.ExtensionFilter(Messages.text("shelf.chooser.kinds"), KINDS),
                        new FileChooser.ExtensionFilter(Messages.text("shelf.chooser.all"), "*"));
        List<File> files = chooser.showOpenMultipleDialog(owner());
        if (files != null) {
            take(files.stream()
                    .<PictureSource>map(file -> new PictureSource.OfFile(file.toPath()))
                    .toList());
        }
    }

    /** All pictures of a folder of the person's choice. */
    void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Messages.text("shelf.chooser.folder"));
        File folder = chooser.showDialog(owner());
        if (folder != null) {
            take(List.of(new PictureSource.OfFile(folder.toPath())));
        }
    }

    /** Those that come with the program. */
    void samples() {
        take(SampleShelf.samples().stream().map(SampleShelf.Sample::source).toList());
    }

    /** One held-out image of each class, of the run that is asked. */
    void heldOut() {
        AskedNetwork asked = network.getValue();
        if (asked != null) {
            takeHeldOut(asked.data().evaluation());
        } else {
            tasks.submit(
                    "held-out",
                    () -> new ShapesDataset(0, ShapesDataset.Options.REFERENCE).evaluation(),
                    this::takeHeldOut,
                    failed);
        }
    }

    private void takeHeldOut(EvaluationSet set) {
        List<PictureSource> sources = new ArrayList<>();
        Thumbnails pictures = new Thumbnails(set.images());
        for (int subject = 0; subject < set.subjects().size(); subject++) {
            int first = set.firstOf(subject);
            if (first >= 0) {
                sources.add(new PictureSource.OfPixels(
                        Messages.text("shelf.name.held-out", set.subjects().get(subject)), pictures.pixels(first)));
            }
        }
        take(sources);
    }

    /** One of each kind that no run is trained on. */
    void strangers() {
        tasks.submit(
                "strangers for the shelf",
                () -> Strangers.of(0).calibration(),
                images -> take(IntStream.range(0, STRANGERS)
                        .<PictureSource>mapToObj(i -> new PictureSource.OfPixels(
                                Messages.text("shelf.name.stranger", i + 1),
                                new Thumbnails(images).pixels(i * images.count() / STRANGERS)))
                        .toList()),
                failed);
    }

    /** Leaves unread what has not been read. */
    void cancel() {
        loader.cancel();
    }

    /** What could not be taken, in sentences; to be cleared by whoever has read them. */
    public ObservableList<String> problems() {
        return problems;
    }

    ReadOnlyBooleanProperty busyProperty() {
        return loader.busyProperty();
    }

    ReadOnlyIntegerProperty doneProperty() {
        return loader.doneProperty();
    }

    ReadOnlyIntegerProperty totalProperty() {
        return loader.totalProperty();
    }
}
