// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run.trash;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The trash of Linux desktops, by the freedesktop.org Trash specification 1.0: the person's own for what lies on its volume,
 * and {@code .Trash-UID} at the top of any other. It needs no desktop to be running.
 *
 * @param home the person's own trash
 */
record FreedesktopTrash(Path home) implements Trash {
    static FreedesktopTrash of(String userHome, Map<String, String> environment) {
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path parent = Path.of(data).isAbsolute() ? Path.of(data) : Path.of(userHome, ".local", "share");
        return new FreedesktopTrash(parent.resolve("Trash"));
    }

    @Override
    public Trashed take(Path folder) throws IOException {
        Files.createDirectories(home.getParent());
        FileStore volume = Files.getFileStore(folder);
        if (Files.getFileStore(home.getParent()).equals(volume)) {
            return take(folder, home, folder);
        }
        Path top = folder;
        while (top.getParent() != null && Files.getFileStore(top.getParent()).equals(volume)) {
            top = top.getParent();
        }
        Path trash = top.resolve(".Trash-" + Files.getAttribute(home.getParent(), "unix:uid"));
        return take(folder, trash, top.relativize(folder));
    }

    /** @param named what its place is called in this trash: absolute in the person's own, else relative to the volume */
    private static Trashed take(Path folder, Path trash, Path named) throws IOException {
        Path infos = privately(trash, "info");
        Path files = privately(trash, "files");
        byte[] text = """
                [Trash Info]
                Path=%s
                DeletionDate=%s
                """.formatted(
                        escaped(named),
                        LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS))
                .getBytes(StandardCharsets.UTF_8);
        String name = folder.getFileName().toString();
        for (int i = 2; ; i++) {
            Path info = infos.resolve(name + ".trashinfo");
            try {
                Files.write(info, text, StandardOpenOption.CREATE_NEW); // and the name is ours
            } catch (FileAlreadyExistsException e) {
                name = folder.getFileName() + "." + i;
                continue;
            }
            try {
                return new Trashed.Kept(
                        folder, Files.move(folder, files.resolve(name), StandardCopyOption.ATOMIC_MOVE), info);
            } catch (IOException e) {
                Files.deleteIfExists(info);
                throw e;
            }
        }
    }

    private static Path privately(Path trash, String name) throws IOException {
        return Files.createDirectories(
                trash.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** As in a URL, slashes as they are. */
    private static String escaped(Path path) {
        return Arrays.stream(path.toString().split("/", -1))
                .map(segment ->
                        URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }
}
