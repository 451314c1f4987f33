// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.model.run.RunLibrary;
import cliplab.model.run.SavedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks for the run that a figure is of. Any thread; reads a few small files. Stateless. */
public final class RememberedRun {
    private RememberedRun() {}

    /**
     * Looks among the person's runs, and where the figure lies: in the run's folder or beside it.
     *
     * @param figure the file that remembers
     * @param runs the folder of the person's runs
     * @return empty where it is in none of these places, or there is another run of that name
     */
    public static Optional<SavedRun> find(RunIdentity run, Path figure, Path runs) {
        if (run.run().isEmpty()) {
            return Optional.empty();
        }
        Path beside = figure.toAbsolutePath().normalize().getParent();
        return first(
                run,
                beside == null
                        ? Stream.of(runs.resolve(run.run()))
                        : Stream.of(runs.resolve(run.run()), beside.resolve(run.run()), beside));
    }

    /**
     * Looks in the library alone, which shows no others.
     *
     * @return the folders of those that are there, in their order
     */
    public static List<Path> inLibrary(List<RunIdentity> wanted, Path runs) throws IOException {
        List<Path> all = RunLibrary.in(runs).folders();
        return wanted.stream()
                .flatMap(run -> first(run, all.stream().filter(folder -> folder.endsWith(run.run()))).stream())
                .map(SavedRun::folder)
                .toList();
    }

    private static Optional<SavedRun> first(RunIdentity wanted, Stream<Path> places) {
        return places.filter(SavedRun::isIn)
                .flatMap(folder -> open(folder).stream())
                .filter(run -> wanted.isOf(run.manifest()))
                .findFirst();
    }

    private static Optional<SavedRun> open(Path folder) {
        try {
            return Optional.of(SavedRun.open(folder));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
