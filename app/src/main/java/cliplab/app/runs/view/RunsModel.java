// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.app.platform.FileManager;
import cliplab.app.platform.TaskRunner;
import cliplab.app.runs.FileErrors;
import cliplab.app.training.Sentences;
import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunNotes;
import cliplab.model.run.trash.Trashed;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** The library as the window shows it, and what is done with whole runs. The disk is asked by workers. FX thread only. */
final class RunsModel {
    private final RunLibrary library;
    private final LibraryReader reader;
    private final TaskRunner tasks;
    private final ReadOnlyObjectWrapper<@Nullable List<RunItem>> items = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private List<Trashed.Kept> undoable = List.of();
    private Consumer<Said> onSaid = _ -> {};
    private final Map<Path, Unread> unread = new HashMap<>();
    private long looks; // at the disk, asked for
    private int jobs; // under way
    private long begun;

    /**
     * What was written on a run, and may not have been read back: a look at the disk from before knows less.
     *
     * @param look the first that can know it; none while it is being written
     */
    private record Unread(RunNotes notes, long look) {}

    /** Something to tell the person. */
    sealed interface Said {
        String title();

        String words();

        /** As it should be. */
        record Done(String title, String words) implements Said {}

        /** It can be taken back by {@link RunsModel#undo}. */
        record Deleted(String title, String words) implements Said {}

        record Wrong(String title, String words) implements Said {}
    }

    RunsModel(RunLibrary library, TaskRunner tasks) {
        this.library = library;
        this.tasks = tasks;
        reader = new LibraryReader(library);
    }

    void onSaid(Consumer<Said> listener) {
        onSaid = listener;
    }

    Path folder() {
        return library.folder();
    }

    /** Looks at the disk again. */
    void refresh() {
        long look = ++looks;
        tasks.submit(
                "library",
                reader::read,
                read -> {
                    problem.set("");
                    unread.values().removeIf(written -> written.look() <= look);
                    show(read);
                    measure();
                },
                error -> problem.set(Messages.text("runs.unreadable", library.folder(), sentence(error))));
    }

    private void show(List<RunItem> read) {
        List<RunItem> now = read.stream()
                .map(item -> unread.containsKey(item.folder()) ? item.withNotes(notes(item)) : item)
                .toList();
        if (!now.equals(items.get())) {
            items.set(now);
        }
    }

    private RunNotes notes(RunItem item) {
        Unread written = unread.get(item.folder());
        return written == null ? item.row().notes() : written.notes();
    }

    /** Sizes come after the rest, by and by. */
    private void measure() {
        if (items.get() != null && items.get().stream().anyMatch(item -> item.bytes() < 0)) {
            tasks.submit(
                    "library-sizes",
                    reader::measure,
                    measured -> {
                        if (!measured.isEmpty()) {
                            show(measured);
                            measure();
                        }
                    },
                    _ -> {}); // the next look at the disk says what is wrong
        }
    }

    // ---- what is written on a run

    void rename(RunItem item, String title) {
        // The folder's own name, typed again, is no title.
        String own = item.folder().getFileName().toString();
        annotate(item, notes -> notes.withTitle(title.strip().equals(own) ? "" : title));
    }

    void note(RunItem item, String note) {
        annotate(item, notes -> notes.withNote(note));
    }

    /** @param tags with commas between them */
    void tag(RunItem item, String tags) {
        annotate(item, notes -> notes.withTags(List.of(tags.split(","))));
    }

    private void annotate(RunItem item, UnaryOperator<RunNotes> change) {
        RunNotes before = notes(item);
        RunNotes notes;
        try {
            notes = change.apply(before);
        } catch (IllegalArgumentException e) {
            wrong(Messages.text("runs.note.refused"), e);
            return;
        }
        if (notes.equals(before)) {
            return;
        }
        Unread waiting = new Unread(notes, Long.MAX_VALUE);
        unread.put(item.folder(), waiting);
        if (items.get() != null) {
            show(items.get());
        }
        // Of one run one after the other, and of several that wait only the last: each says all that is written on it.
        tasks.submit(
                "note " + item.folder(),
                () -> {
                    RunLibrary.annotate(item.folder(), notes);
                    return true;
                },
                _ -> {
                    unread.replace(item.folder(), waiting, new Unread(notes, looks + 1));
                    refresh();
                },
                error -> {
                    unread.remove(item.folder(), waiting);
                    refresh();
                    wrong(Messages.text("runs.note.failed", item.name()), error);
                });
    }

    // ---- whole runs

    /** Moves runs to the trash; each goes or stays by itself. */
    void delete(List<RunItem> chosen) {
        record Outcome(List<Trashed> gone, List<String> kept) {}
        work(
                () -> {
                    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
                    for (RunItem item : chosen) {
                        try {
                            outcome.gone().add(library.delete(item.folder()));
                        } catch (IOException e) {
                            outcome.kept().add(sentence(e));
                        }
                    }
                    return outcome;
                },
                outcome -> {
                    if (!outcome.kept().isEmpty()) {
                        onSaid.accept(new Said.Wrong(
                                Messages.text(
                                        "runs.delete.failed", outcome.kept().size()),
                                String.join("\n", outcome.kept())));
                    }
                    if (!outcome.gone().isEmpty()) {
                        deleted(outcome.gone());
                    }
                },
                Messages.text("runs.delete.failed", chosen.size()));
    }

    private void deleted(List<Trashed> gone) {
        undoable = gone.stream()
                .filter(Trashed.Kept.class::isInstance)
                .map(Trashed.Kept.class::cast)
                .toList();
        String title = Messages.text("runs.deleted", gone.size());
        String words = undoable.stream()
                .filter(kept -> !kept.isInSystemTrash())
                .findFirst()
                .map(kept -> Messages.text("runs.deleted.ours", kept.place()))
                .orElse(Messages.text("runs.deleted.system"));
        onSaid.accept(undoable.isEmpty() ? new Said.Done(title, words) : new Said.Deleted(title, words));
    }

    /** Puts back what was deleted last. */
    void undo() {
        List<Trashed.Kept> back = undoable;
        undoable = List.of();
        if (!back.isEmpty()) {
            work(
                    () -> {
                        for (Trashed.Kept kept : back) {
                            kept.restore();
                        }
                        return back.size();
                    },
                    _ -> {},
                    Messages.text("runs.undo.failed"));
        }
    }

    void exportTo(RunItem item, Path file) {
        work(
                () -> {
                    RunLibrary.exportTo(item.folder(), file);
                    return file;
                },
                written ->
                        onSaid.accept(new Said.Done(Messages.text("runs.exported", item.name()), written.toString())),
                Messages.text("runs.export.failed", item.name()));
    }

    /** Takes in what runs were exported to; each comes or not by itself. */
    void importFrom(List<Path> files) {
        for (Path file : files) {
            work(
                    () -> library.importFrom(file),
                    folder -> onSaid.accept(
                            new Said.Done(Messages.text("runs.imported", folder.getFileName()), folder.toString())),
                    Messages.text("runs.import.failed", file.getFileName()));
        }
    }

    void showInFolder(RunItem item) {
        work(
                () -> {
                    FileManager.show(item.folder());
                    return true;
                },
                _ -> {},
                Messages.text("runs.folder.failed", item.folder()));
    }

    /** On a worker; the library is looked at anew when it ended, well or not. */
    private <T> void work(Callable<T> job, Consumer<T> done, String title) {
        busy.set(++jobs > 0);
        tasks.submit(
                "library work " + ++begun, // none gives way to a later one
                job,
                value -> {
                    busy.set(--jobs > 0);
                    refresh();
                    done.accept(value);
                },
                error -> {
                    busy.set(--jobs > 0);
                    refresh();
                    wrong(title, error);
                });
    }

    private void wrong(String title, Throwable error) {
        onSaid.accept(new Said.Wrong(title, sentence(error)));
    }

    private static String sentence(Throwable error) {
        return Sentences.whole(
                error instanceof IOException file ? FileErrors.sentence(file) : String.valueOf(error.getMessage()));
    }

    // ---- state

    /** All runs; null before the first look at the disk. */
    ReadOnlyObjectProperty<@Nullable List<RunItem>> itemsProperty() {
        return items.getReadOnlyProperty();
    }

    /** Why the library cannot be read, in a sentence; empty where it can. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /** Whether something is being written, moved or taken in. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }
}
