// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installation of PyTorch that somebody else made, and which version it is: by {@code build-version} of the C++
 * distribution, {@code version.py} of the Python package, our own record, or the name that DJL gives its folder. Stateless.
 */
final class TorchFolder {
    private static final Pattern PYTHON = Pattern.compile("(?m)^__version__\\s*=\\s*['\"]([^'\"]+)['\"]");

    private TorchFolder() {}

    /**
     * Requires that a folder which was fetched holds all of it. Its name alone proves nothing: a folder of which a part was
     * deleted still has it.
     *
     * @throws IOException with what is wrong with it
     */
    static void checkFetched(Path folder, CudaBuild build) throws IOException {
        if (!Files.exists(folder.resolve(CudaRecord.NAME))) {
            throw new IOException(folder + " is not whole: it holds no " + CudaRecord.NAME);
        }
        check(folder, build);
    }

    /**
     * The folder of the libraries, once it is found to hold them all in the very version.
     *
     * @param folder that of the libraries, or the one it lies in
     * @throws IOException with what is wrong with it
     */
    static Path check(Path folder, CudaBuild build) throws IOException {
        Path libraries = folder.toAbsolutePath().normalize();
        String first = build.needed().getFirst();
        if (!Files.exists(libraries.resolve(first))
                && Files.exists(libraries.resolve("lib").resolve(first))) {
            libraries = libraries.resolve("lib");
        }
        if (libraries.toString().contains(File.pathSeparator)) {
            throw new IOException(
                    libraries + " has a \"" + File.pathSeparator + "\" in its name, where the engine ends it");
        }
        for (String name : build.needed()) {
            if (!Files.isRegularFile(libraries.resolve(name))) {
                throw new IOException(libraries + " holds no " + name);
            }
        }
        String version = version(libraries, build);
        if (version.isEmpty()) {
            throw new IOException(
                    libraries + " does not say its version: there is neither build-version nor version.py in "
                            + libraries.getParent());
        }
        if (!version.equals(build.fullVersion())) {
            throw new IOException(libraries + " is PyTorch " + version + "; this program needs " + build.fullVersion());
        }
        return libraries;
    }

    private static String version(Path libraries, CudaBuild build) throws IOException {
        if (Files.exists(libraries.resolve(CudaRecord.NAME))) {
            CudaRecord record = CudaRecord.read(libraries);
            Optional<String> missing = record.missing(libraries);
            if (missing.isPresent()) {
                throw new IOException(missing.get());
            }
            return record.version() + "+" + record.flavour();
        }
        Path distribution = libraries.resolveSibling("build-version");
        if (Files.exists(distribution)) {
            return Files.readString(distribution).strip();
        }
        Path python = libraries.resolveSibling("version.py");
        if (Files.exists(python)) {
            Matcher version = PYTHON.matcher(Files.readString(python));
            return version.find() ? version.group(1) : "";
        }
        // DJL renames its folder to this only once all of it is there; the date is that of a build of the same version.
        String djl = Pattern.quote(build.version()) + "(-\\d{8})?-" + build.flavour() + "-" + build.platform();
        return String.valueOf(libraries.getFileName()).matches(djl) ? build.fullVersion() : "";
    }
}
