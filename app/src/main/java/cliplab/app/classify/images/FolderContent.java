// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.images;

import static cliplab.viz.text.Messages.text;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The pictures in a folder and the folders in it, by their names: each folder's files first, in the order in which a person counts.
 * Hidden things are passed over, and links to folders are not followed, so that none is entered twice.
 *
 * @param pictures files that are called like pictures
 * @param remarks whole sentences on what was left out
 */
record FolderContent(List<Path> pictures, List<String> remarks) {
    /** Each picture kept takes up to half a megabyte, and a run may need memory beside them. */
    static final int MOST = 1_000;

    /** HEIC and AVIF as well, which are refused one by one, with what to do. */
    private static final Set<String> ENDINGS = Set.of(
            "png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "dib", "tif", "tiff", "webp", "heic", "heif", "avif");

    /** On a worker; ends early when it is interrupted. */
    static FolderContent of(Path folder) {
        return of(folder, MOST);
    }

    static FolderContent of(Path folder, int most) {
        Walk walk = new Walk(most);
        walk.enter(folder);
        List<String> remarks = new ArrayList<>(walk.remarks);
        if (walk.full) {
            remarks.add(text("classify.images.folder.most", name(folder), most));
        } else if (walk.pictures.isEmpty() && walk.remarks.isEmpty()) {
            remarks.add(text("classify.images.folder.none", name(folder)));
        } else if (walk.others > 0) {
            remarks.add(text("classify.images.folder.others", name(folder), walk.others));
        }
        return new FolderContent(walk.pictures, remarks);
    }

    private static String name(Path path) {
        Path last = path.getFileName();
        return last == null ? path.toString() : last.toString();
    }

    private static boolean calledLikeAPicture(Path file) {
        String name = name(file).toLowerCase(Locale.ROOT);
        return ENDINGS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static final class Walk {
        private final int most;
        private final List<Path> pictures = new ArrayList<>();
        private final List<String> remarks = new ArrayList<>();
        private int others;
        private boolean full;

        Walk(int most) {
            this.most = most;
        }

        void enter(Path folder) {
            List<Path> folders = new ArrayList<>();
            for (Path entry : entries(folder)) {
                if (full || Thread.currentThread().isInterrupted()) {
                    return;
                }
                if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                    folders.add(entry);
                } else if (Files.isRegularFile(entry)) {
                    take(entry);
                }
            }
            folders.forEach(this::enter);
        }

        private void take(Path file) {
            if (!calledLikeAPicture(file)) {
                others++;
            } else if (pictures.size() < most) {
                pictures.add(file);
            } else {
                full = true;
            }
        }

        private List<Path> entries(Path folder) {
            List<Path> entries = new ArrayList<>();
            if (full) {
                return entries;
            }
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
                for (Path entry : stream) {
                    if (!name(entry).startsWith(".") && !Files.isHidden(entry)) {
                        entries.add(entry);
                    }
                }
            } catch (IOException | DirectoryIteratorException e) {
                remarks.add(text("classify.images.folder.closed", folder));
            }
            entries.sort((a, b) -> NaturalOrder.compare(name(a), name(b)));
            return entries;
        }
    }
}
