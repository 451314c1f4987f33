// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** The JDK's file errors in words. */
public final class FileErrors {
    private FileErrors() {}

    public static String sentence(IOException error) {
        String file = error instanceof FileSystemException system ? system.getFile() : null;
        String what = switch (error) {
            case NoSuchFileException missing -> "there is no such file or folder";
            case AccessDeniedException denied -> "no permission to read or write it";
            case FileAlreadyExistsException exists -> "it exists, and is no folder";
            case NotDirectoryException plain -> "it is no folder";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(error.getMessage());
        };
        return file == null ? what : file + ": " + what;
    }
}
