// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.images;

import static cliplab.viz.text.Messages.text;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The pictures in an offer, and a sentence for each thing that cannot be taken. Of several forms of one picture the best is taken:
 * files, which have a name and their own bytes, before a picture without a file (which may be a mere icon of the file), before
 * what lies in addresses and pages. Immutable.
 *
 * @param sources in the order of the offer
 * @param refusals whole sentences for a person
 */
public record Gathered(List<PictureSource> sources, List<String> refusals) {
    private static final Pattern DATA_URL = Pattern.compile("data:image/[^\"'\\s<>)]+");
    private static final Pattern FILE_URL = Pattern.compile("\\bfile:/[^\"'\\s<>]+");
    private static final Pattern WEB_URL = Pattern.compile("https?://([^/\"'\\s<>]+)", Pattern.CASE_INSENSITIVE);

    public Gathered {
        sources = List.copyOf(sources);
        refusals = List.copyOf(refusals);
    }

    /** Looks at no disk and no network. */
    public static Gathered from(Offer offer) {
        if (!offer.files().isEmpty()) {
            return new Gathered(
                    offer.files().stream()
                            .<PictureSource>map(PictureSource.OfFile::new)
                            .toList(),
                    List.of());
        }
        if (offer.image() != null) {
            return new Gathered(
                    List.of(new PictureSource.OfImage(text("classify.images.name.image"), offer.image())), List.of());
        }
        List<String> words = new ArrayList<>();
        for (String part : new String[] {offer.url(), offer.html(), offer.text()}) {
            if (part != null && !part.isBlank()) {
                words.add(part);
            }
        }
        return fromWords(words);
    }

    /** The first part with a picture in it counts: the others say the same otherwise. */
    private static Gathered fromWords(List<String> parts) {
        for (String part : parts) {
            Gathered gathered = urlsIn(part);
            if (!gathered.sources.isEmpty() || !gathered.refusals.isEmpty()) {
                return gathered;
            }
        }
        for (String part : parts) {
            Matcher web = WEB_URL.matcher(part);
            if (web.find()) {
                return refused(text("classify.images.network", web.group(1)));
            }
        }
        return refused(text(parts.isEmpty() ? "classify.images.nothing" : "classify.images.text"));
    }

    private static Gathered refused(String sentence) {
        return new Gathered(List.of(), List.of(sentence));
    }

    private static Gathered urlsIn(String part) {
        List<PictureSource> sources = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        DATA_URL.matcher(part)
                .results()
                .forEach(found -> bytesOf(found.group())
                        .ifPresentOrElse(
                                bytes -> sources.add(
                                        new PictureSource.OfBytes(text("classify.images.name.data"), bytes)),
                                () -> refusals.add(text("classify.images.data"))));
        if (sources.isEmpty() && refusals.isEmpty()) {
            FILE_URL.matcher(part)
                    .results()
                    .forEach(found -> pathOf(found.group())
                            .ifPresentOrElse(
                                    path -> sources.add(new PictureSource.OfFile(path)),
                                    () -> refusals.add(text("classify.images.file-url", found.group()))));
        }
        return new Gathered(sources, refusals);
    }

    /** RFC 2397, with or without base64. */
    private static Optional<byte[]> bytesOf(String url) {
        int comma = url.indexOf(',');
        if (comma < 0) {
            return Optional.empty();
        }
        try {
            // A plus is a digit of base64, and no space anywhere in such an address.
            String data = URLDecoder.decode(url.substring(comma + 1).replace("+", "%2B"), StandardCharsets.ISO_8859_1);
            return Optional.of(
                    url.substring(0, comma).endsWith(";base64")
                            ? Base64.getMimeDecoder().decode(data)
                            : data.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> pathOf(String url) {
        try {
            return Optional.of(Path.of(URI.create(url)));
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }
}
