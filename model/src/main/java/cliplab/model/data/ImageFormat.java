// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The kinds of picture files that are read, each known by its first bytes; what a file is called does not count. */
enum ImageFormat {
    PNG("\\x89PNG\\r\\n\\x1a\\n"),
    JPEG("\\xff\\xd8\\xff"),
    GIF("GIF8[79]a"),
    BMP("BM.{4}\\x00{4}"),
    TIFF("II\\*\\x00|MM\\x00\\*"),
    WEBP("RIFF.{4}WEBP");

    /** As many first bytes as tell the kinds apart. */
    static final int HEAD = 64;

    /** Brands of ISO/IEC 23008-12. */
    private static final List<String> HEIC =
            List.of("heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "mif1", "msf1");

    private static final List<String> AVIF = List.of("avif", "avis");

    private final Pattern beginning;

    ImageFormat(String beginning) {
        this.beginning = Pattern.compile(beginning, Pattern.DOTALL);
    }

    /** @param head the first {@link #HEAD} bytes of a file, or all of a shorter one */
    static Optional<ImageFormat> of(byte[] head) {
        String text = text(head);
        return Arrays.stream(values())
                .filter(format -> format.beginning.matcher(text).lookingAt())
                .findFirst();
    }

    /** "HEIC" or "AVIF" where the file is one: known by the brands in its first box, and not read here. */
    static Optional<String> known(byte[] head) {
        String text = text(head);
        if (text.length() < 12 || !text.startsWith("ftyp", 4)) {
            return Optional.empty();
        }
        int end = Math.min(text.length(), Math.max(12, text.charAt(2) << 8 | text.charAt(3)));
        List<String> brands = IntStream.iterate(8, at -> at + 4 <= end, at -> at + 4)
                .mapToObj(at -> text.substring(at, at + 4))
                .toList();
        if (brands.stream().anyMatch(AVIF::contains)) {
            return Optional.of("AVIF");
        }
        return brands.stream().anyMatch(HEIC::contains) ? Optional.of("HEIC") : Optional.empty();
    }

    /** A character a byte. */
    private static String text(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1);
    }
}
