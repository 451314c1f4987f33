// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.images;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.image.Image;
import javafx.scene.input.Clipboard;
import javafx.scene.input.Dragboard;
import org.jspecify.annotations.Nullable;

/**
 * What a drag or the clipboard carries, of the kinds in which a picture may come.
 *
 * @param files files and folders
 * @param image a picture without a file
 * @param url an address
 * @param html a piece of a page
 * @param text plain text
 */
public record Offer(
        List<Path> files,
        @Nullable Image image,
        @Nullable String url,
        @Nullable String html,
        @Nullable String text) {
    public Offer {
        files = List.copyOf(files);
    }

    /** From the clipboard or from a drag, whose {@link Dragboard} is one too. FX thread. */
    public static Offer of(Clipboard clipboard) {
        List<Path> files = clipboard.hasFiles()
                ? clipboard.getFiles().stream().map(File::toPath).toList()
                : List.of();
        return new Offer(
                files,
                files.isEmpty() && clipboard.hasImage() ? clipboard.getImage() : null,
                clipboard.getUrl(),
                clipboard.getHtml(),
                clipboard.getString());
    }

    /** Whether a drag is worth accepting; cheap enough for every move of the mouse. FX thread. */
    public static boolean mayHoldPictures(Clipboard clipboard) {
        return clipboard.hasFiles()
                || clipboard.hasImage()
                || clipboard.hasUrl()
                || clipboard.hasHtml()
                || clipboard.hasString();
    }
}
