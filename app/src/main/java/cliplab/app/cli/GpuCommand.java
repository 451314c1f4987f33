// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.gpu.CudaFetch;
import cliplab.app.gpu.FetchProgress;
import cliplab.model.runtime.CudaLibraries;
import cliplab.model.runtime.CudaRecord;
import cliplab.model.runtime.Folders;
import cliplab.model.runtime.NvidiaDriver;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cliplab gpu}: what the window's dialog does, where there is no display. */
@Command(
        name = "gpu",
        description =
                "Says whether CUDA libraries are used; fetches, checks and removes them. Alone it asks no network.")
final class GpuCommand implements Runnable {
    private static final long MB = 1_000_000;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    GpuCommand() {}

    @Override
    public void run() {
        say(libraries());
    }

    /** Whether they are used is looked up, also after a change: it takes more than libraries. */
    private void say(CudaLibraries libraries) {
        new GpuLines(libraries).print(spec.commandLine().getOut());
    }

    private static CudaLibraries libraries() {
        return CudaLibraries.in(Folders.ofThisSystem());
    }

    private static CudaLibraries someLibraries() {
        CudaLibraries libraries = libraries();
        if (libraries.build().isEmpty()) {
            throw new CommandException(ExitCode.USAGE, "the engine has no CUDA libraries for this system");
        }
        return libraries;
    }

    @Command(
            name = "fetch",
            description =
                    "Asks the publisher for the size of the CUDA libraries; with --yes fetches them, or goes on with it.")
    void fetch(@Option(names = "--yes", description = "Fetch them, and not only ask for their size.") boolean yes)
            throws IOException, InterruptedException {
        CudaLibraries libraries = someLibraries();
        CudaFetch fetch = new CudaFetch(libraries);
        PrintWriter out = spec.commandLine().getOut();
        NvidiaDriver driver = NvidiaDriver.find();
        if (driver.isTooOld()) {
            out.println("driver " + GpuLines.words(driver));
        }
        out.printf("asking %s for its list and the size of each file%n", fetch.host());
        out.flush();
        CudaRecord set = fetch.ask();
        long here = fetch.here(set);
        out.printf(
                "%d files, %,d MB to fetch, of which %,d MB are here, and %,d MB unpacked%n",
                set.files().size(), set.bytes() / MB, here / MB, set.unpackedBytes() / MB);
        out.println("among them are NVIDIA's own libraries, CUDA and cuDNN, under NVIDIA's licence");
        if (!yes) {
            out.println("nothing was fetched; cliplab gpu fetch --yes fetches them into " + libraries.home());
            return;
        }
        fetch.fetch(set, new Tenths(out)::tell);
        out.println("all there, in " + libraries.fetched());
        say(libraries);
    }

    /** A line whenever another tenth is there. */
    private static final class Tenths {
        private final PrintWriter out;
        private long told = -1;

        Tenths(PrintWriter out) {
            this.out = out;
        }

        void tell(FetchProgress progress) {
            long tenth = 10 * progress.bytes() / progress.of();
            if (tenth > told) {
                told = tenth;
                out.printf("%,d of %,d MB%n", progress.bytes() / MB, progress.of() / MB);
                out.flush();
            }
        }
    }

    @Command(name = "use", description = "Has the engine use an installation of the same version, once it is checked.")
    void use(@Parameters(paramLabel = "DIR", description = "A folder with libtorch and libtorch_cuda.") Path folder)
            throws IOException {
        CudaLibraries libraries = someLibraries();
        libraries.use(folder);
        say(libraries);
    }

    @Command(name = "check", description = "Compares what was fetched with the SHA-256 recorded; reads every file.")
    int check() throws IOException {
        CudaLibraries libraries = someLibraries();
        if (!Files.exists(libraries.fetched())) {
            throw new CommandException(ExitCode.UNREADABLE, "no CUDA libraries were fetched");
        }
        List<String> altered = CudaRecord.read(libraries.fetched()).altered(libraries.fetched());
        PrintWriter out = spec.commandLine().getOut();
        altered.forEach(name -> out.println(name + ": not as it was fetched"));
        if (altered.isEmpty()) {
            out.println("every file is as it was fetched");
        }
        return altered.isEmpty() ? ExitCode.OK : ExitCode.UNREADABLE;
    }

    @Command(name = "retry", description = "Has the engine try the libraries again after a start with them failed.")
    void retry() throws IOException {
        CudaLibraries libraries = someLibraries();
        libraries.tryAgain();
        say(libraries);
    }

    @Command(name = "remove", description = "Deletes what was fetched; an installation elsewhere is only forgotten.")
    void remove() throws IOException {
        CudaLibraries libraries = libraries();
        long bytes = libraries.bytesHere();
        libraries.remove();
        spec.commandLine().getOut().printf("%,d MB removed from %s%n", bytes / MB, libraries.home());
    }
}
