// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run.trash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A trash that a command of the system fills; only the system puts things back. The folder reaches the command as a word of its own or
 * in the environment, so that nothing in its name is taken for a command.
 *
 * @param command without the folder
 * @param argument whether the folder is its last word
 */
record CommandTrash(List<String> command, boolean argument) implements Trash {
    private static final String VARIABLE = "CLIPLAB_TRASH";
    private static final long SECONDS = 60;

    /** Finder's, by the command that recent systems have or by a script. */
    static CommandTrash mac() {
        Path command = Path.of("/usr/bin/trash");
        return new CommandTrash(
                Files.isExecutable(command)
                        ? List.of(command.toString())
                        : List.of(
                                "/usr/bin/osascript",
                                "-e",
                                "on run argv",
                                "-e",
                                "tell application \"Finder\" to delete (POSIX file (item 1 of argv))",
                                "-e",
                                "end run"),
                true);
    }

    /** The recycle bin; on volumes that have none, Windows would delete for good. */
    static CommandTrash windows() {
        return new CommandTrash(
                List.of(
                        "powershell.exe",
                        "-NoProfile",
                        "-NonInteractive",
                        "-Command",
                        "$ErrorActionPreference = 'Stop';"
                                + " if ((New-Object IO.DriveInfo $env:" + VARIABLE
                                + ").DriveType -ne 'Fixed') { exit 9 };"
                                + " Add-Type -AssemblyName Microsoft.VisualBasic;"
                                + " [Microsoft.VisualBasic.FileIO.FileSystem]::DeleteDirectory($env:" + VARIABLE
                                + ", 'OnlyErrorDialogs', 'SendToRecycleBin')"),
                false);
    }

    @Override
    public Trashed take(Path folder) throws IOException {
        List<String> words = argument
                ? Stream.concat(command.stream(), Stream.of(folder.toString())).toList()
                : command;
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put(VARIABLE, folder.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
        if (Files.exists(folder)) {
            throw new IOException(folder + " was not moved to the trash");
        }
        return new Trashed.Given(folder);
    }
}
