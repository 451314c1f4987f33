// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderContentTest {
    @TempDir
    Path folder;

    private void files(String... names) throws IOException {
        for (String name : names) {
            Path file = folder.resolve(name);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.createFile(file);
        }
    }

    private List<String> names(FolderContent content) {
        return content.pictures().stream()
                .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                .toList();
    }

    @Test
    void numbersCountAsNumbersAndFoldersComeAfterFiles() throws IOException {
        files("b10.png", "b9.JPG", "a.webp", "deep/2/x.gif", "deep/10/x.gif", "deep/top.bmp");
        FolderContent content = FolderContent.of(folder);
        assertEquals(
                List.of("a.webp", "b9.JPG", "b10.png", "deep/top.bmp", "deep/2/x.gif", "deep/10/x.gif"),
                names(content));
        assertEquals(List.of(), content.remarks());
    }

    @Test
    void hiddenThingsArePassedOverAndOthersCounted() throws IOException {
        files("a.png", ".b.png", ".thumbnails/c.png", "notes.txt", "deep/film.mp4", "png", "d.heic");
        FolderContent content = FolderContent.of(folder);
        assertEquals(List.of("a.png", "d.heic", "png"), names(content));
        assertEquals(1, content.remarks().size());
        assertTrue(
                content.remarks().getFirst().contains("pictures: 2."),
                content.remarks().getFirst());
    }

    @Test
    void aLinkToTheFolderItselfIsNotFollowedAndALinkToAPictureIs() throws IOException {
        files("deep/a.png");
        Files.createSymbolicLink(folder.resolve("deep").resolve("again"), folder);
        Files.createSymbolicLink(folder.resolve("b.png"), folder.resolve("deep").resolve("a.png"));
        Files.createSymbolicLink(folder.resolve("nowhere.png"), folder.resolve("gone.png"));
        assertEquals(List.of("b.png", "deep/a.png"), names(FolderContent.of(folder)));
    }

    @Test
    void tooManyAreCutWithASentence() throws IOException {
        files("1.png", "2.png", "3.png", "deep/4.png");
        FolderContent all = FolderContent.of(folder, 4);
        assertEquals(4, all.pictures().size());
        assertEquals(List.of(), all.remarks());
        FolderContent some = FolderContent.of(folder, 3);
        assertEquals(List.of("1.png", "2.png", "3.png"), names(some));
        assertTrue(some.remarks().getFirst().contains("more than 3 pictures"));
    }

    @Test
    void aFolderWithoutPicturesSaysSo() throws IOException {
        files("notes.txt");
        assertTrue(FolderContent.of(folder).remarks().getFirst().contains("there is no picture in this folder"));
        assertTrue(FolderContent.of(folder.resolve("gone")).remarks().getFirst().contains("cannot be opened"));
    }

    @Test
    void longNumbersAndLeadingZerosHaveAnOrder() {
        List<String> names = new ArrayList<>(
                List.of("x100000000000000000000", "x99999999999999999999", "X2", "x02", "x1a", "x1", "1", ""));
        names.sort(NaturalOrder::compare);
        assertEquals(
                List.of("", "1", "x1", "x1a", "X2", "x02", "x99999999999999999999", "x100000000000000000000"), names);
    }
}
