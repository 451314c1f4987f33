// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.images;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The pictures that ship with the program, a few kB each. Any thread. */
public final class SampleShelf {
    private static final String FOLDER = "/cliplab/assets/samples/";

    private SampleShelf() {}

    /**
     * One of them.
     *
     * @param title what it shows, for a person
     */
    public record Sample(String title, PictureSource source) {}

    /** In the order in which they are meant to be tried. */
    public static List<Sample> samples() {
        try {
            return new String(bytes("samples.txt"), StandardCharsets.UTF_8)
                    .lines()
                    .map(SampleShelf::sample)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample sample(String line) {
        int tab = line.indexOf('\t');
        String file = line.substring(0, tab);
        try {
            return new Sample(line.substring(tab + 1), new PictureSource.OfBytes(file, bytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream stream = SampleShelf.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new FileNotFoundException(FOLDER + name);
            }
            return stream.readAllBytes();
        }
    }
}
