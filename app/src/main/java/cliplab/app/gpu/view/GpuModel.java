// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.gpu.view;

import cliplab.app.gpu.CudaFetch;
import cliplab.app.gpu.FetchProgress;
import cliplab.app.platform.TaskRunner;
import cliplab.app.runs.FileErrors;
import cliplab.app.training.Sentences;
import cliplab.model.runtime.CudaLibraries;
import cliplab.model.runtime.CudaLibraries.Standing;
import cliplab.model.runtime.CudaRecord;
import cliplab.model.runtime.EngineStart;
import cliplab.model.runtime.NvidiaDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What is known of the NVIDIA card and its libraries, and what is being done about them. FX thread only. */
public final class GpuModel {
    private static final String LOOK = "gpu.look";
    /** Of everything that changes what is on the disk: one at a time. */
    private static final String WORK = "gpu.work";

    private final CudaLibraries libraries;
    private final @Nullable CudaFetch fetch;
    private final Supplier<NvidiaDriver> driver;
    private final Supplier<Optional<Path>> loaded;
    private final TaskRunner tasks;
    private final Executor ui;
    private final Consumer<Throwable> report;
    private final ReadOnlyObjectWrapper<@Nullable Known> known = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Doing> doing = new ReadOnlyObjectWrapper<>(new Doing.Nothing());
    /** Of the fetch that is under way; what is heard of earlier ones is dropped. */
    private int attempt;

    /**
     * What was found when it was last looked.
     *
     * @param loaded where the engine of this process took its CUDA libraries from; null where it took none
     * @param failed whether a start with the libraries failed
     * @param whole whether all of a set was fetched, in use or not
     * @param elsewhere whether they are an installation that was chosen
     * @param left of an earlier fetch that did not end, in compressed bytes
     * @param onDisk what fetched libraries take, whole or not
     * @param free on the disk they go to, or 0 where it is not known
     */
    public record Known(
            NvidiaDriver driver,
            Standing standing,
            @Nullable Path loaded,
            boolean failed,
            boolean whole,
            boolean elsewhere,
            long left,
            long onDisk,
            long free) {}

    /** What is being done, or how it ended. */
    public sealed interface Doing {
        record Nothing() implements Doing {}

        record Asking() implements Doing {}

        /** @param here of the set, in compressed bytes */
        record Asked(CudaRecord set, long here) implements Doing {}

        record Fetching(CudaRecord set, FetchProgress progress) implements Doing {}

        record Stopped(CudaRecord set, long here) implements Doing {}

        record Fetched() implements Doing {}

        /** Checking a folder, or deleting. */
        record Busy() implements Doing {}

        /** What was chosen or asked for on this machine could not be done. */
        record Refused(String sentence) implements Doing {}

        /**
         * @param set to go on with; null where it has to be asked for first
         * @param here of the set, in compressed bytes
         */
        record Failed(String sentence, @Nullable CudaRecord set, long here) implements Doing {}

        /** How much of the set is here, in compressed bytes. */
        default long bytesHere() {
            return switch (this) {
                case Asked(CudaRecord _, long here) -> here;
                case Fetching(CudaRecord _, FetchProgress progress) -> progress.bytes();
                case Stopped(CudaRecord _, long here) -> here;
                case Failed(String _, CudaRecord _, long here) -> here;
                case Nothing _, Asking _, Fetched _, Busy _, Refused _ -> 0;
            };
        }
    }

    /**
     * Asks nothing and looks at nothing yet.
     *
     * @param fetch null where there are no libraries for this system
     */
    public GpuModel(
            CudaLibraries libraries,
            @Nullable CudaFetch fetch,
            Supplier<NvidiaDriver> driver,
            TaskRunner tasks,
            Executor ui,
            Consumer<Throwable> report) {
        this(libraries, fetch, driver, EngineStart::cudaLibraries, tasks, ui, report);
    }

    /** @param loaded the folder that the engine of this process took its CUDA libraries from */
    GpuModel(
            CudaLibraries libraries,
            @Nullable CudaFetch fetch,
            Supplier<NvidiaDriver> driver,
            Supplier<Optional<Path>> loaded,
            TaskRunner tasks,
            Executor ui,
            Consumer<Throwable> report) {
        this.libraries = libraries;
        this.fetch = fetch;
        this.driver = driver;
        this.loaded = loaded;
        this.tasks = tasks;
        this.ui = ui;
        this.report = report;
    }

    /** Null until {@link #look} has looked. */
    public ReadOnlyObjectProperty<@Nullable Known> knownProperty() {
        return known.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Doing> doingProperty() {
        return doing.getReadOnlyProperty();
    }

    /** Whether there is something to offer: a driver, and libraries for this system. */
    public static boolean isOffered(@Nullable Known known) {
        return known != null && known.driver().present();
    }

    public CudaLibraries libraries() {
        return libraries;
    }

    /** The host that a fetch would ask. */
    public String host() {
        return needFetch().host();
    }

    private CudaFetch needFetch() {
        if (fetch == null) {
            throw new IllegalStateException("there is nothing to fetch for this system");
        }
        return fetch;
    }

    /** Looks at the machine and the disk, in the background; asks no network. */
    public void look() {
        if (fetch != null) {
            tasks.submit(LOOK, this::found, known::set, report);
        }
    }

    private Known found() {
        NvidiaDriver present = driver.get();
        return new Known(
                present,
                libraries.standing(present),
                loaded.get().orElse(null),
                libraries.hasFailed(),
                libraries.whole().isPresent(),
                libraries.isElsewhere(),
                needFetch().here(),
                libraries.bytesHere(),
                libraries.bytesFree());
    }

    /** Asks the publisher for the size. */
    public void ask() {
        CudaFetch from = needFetch();
        doing.set(new Doing.Asking());
        work(
                () -> {
                    CudaRecord set = from.ask();
                    return new Doing.Asked(set, from.here(set));
                },
                sentence -> new Doing.Failed(sentence, null, 0));
    }

    /** Fetches what was asked for before, or goes on with it. */
    public void fetch(CudaRecord set) {
        CudaFetch from = needFetch();
        int mine = ++attempt;
        long here = doing.get().bytesHere();
        doing.set(new Doing.Fetching(set, new FetchProgress(here, set.bytes(), "", false)));
        work(
                () -> {
                    from.fetch(
                            set,
                            progress -> ui.execute(() -> {
                                if (mine == attempt && doing.get() instanceof Doing.Fetching) {
                                    doing.set(new Doing.Fetching(set, progress));
                                }
                            }));
                    return new Doing.Fetched();
                },
                sentence -> new Doing.Failed(sentence, set, doing.get().bytesHere()));
    }

    /** Ends the question or the fetch that is under way; what has come is kept. */
    public void cancel() {
        attempt++;
        tasks.cancel(WORK);
        doing.set(
                doing.get() instanceof Doing.Fetching(CudaRecord set, FetchProgress progress)
                        ? new Doing.Stopped(set, progress.bytes())
                        : new Doing.Nothing());
        look();
    }

    /** Has the engine use another installation from its next start on, once it is checked. */
    public void use(Path folder) {
        change(() -> libraries.use(folder));
    }

    /** Has the engine use the fetched libraries again, and no installation elsewhere. */
    public void useFetched() {
        change(() -> {
            libraries.useFetched();
            return true;
        });
    }

    /** Has the engine try the libraries once more. */
    public void tryAgain() {
        change(() -> {
            libraries.tryAgain();
            return true;
        });
    }

    /** Deletes what was fetched, and forgets an installation elsewhere. */
    public void remove() {
        change(() -> {
            libraries.remove();
            return true;
        });
    }

    private void change(Callable<?> change) {
        doing.set(new Doing.Busy());
        work(
                () -> {
                    change.call();
                    return new Doing.Nothing();
                },
                Doing.Refused::new);
    }

    private void work(Callable<Doing> job, Function<String, Doing> failed) {
        tasks.submitLong(WORK, job, this::ended, error -> {
            if (error instanceof IOException io) {
                ended(failed.apply(Sentences.whole(FileErrors.sentence(io))));
            } else {
                ended(new Doing.Nothing());
                report.accept(error);
            }
        });
    }

    private void ended(Doing how) {
        doing.set(how);
        look();
    }
}
