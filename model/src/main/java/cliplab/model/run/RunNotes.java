// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a person wrote on a run: in a file of its own beside the run's, so that a run that is being written is not disturbed
 * and keeps its folder's name. Immutable.
 *
 * @param title shown in place of the folder's name; empty for none; one line of at most 200 characters
 * @param note of any number of lines, at most 10,000 characters
 * @param tags at most 20 of at most 50 characters, without commas; equal ones, whatever their case, are one
 */
public record RunNotes(String title, String note, List<String> tags) {
    public static final RunNotes NONE = new RunNotes("", "", List.of());

    private static final String NAME = "notes.json";
    /** Where a file that could not be read is kept when another takes its place. */
    private static final String DAMAGED = "notes.damaged.json";

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_NOTE = 10_000;
    private static final int LONGEST_TAG = 50;
    private static final int MOST_TAGS = 20;
    private static final long LARGEST_FILE = 1 << 20;

    public RunNotes {
        title = strip(title);
        note = strip(note);
        require(title.lines().count() <= 1, "a title is one line");
        require(title.length() <= LONGEST_TITLE, "a title has at most " + LONGEST_TITLE + " characters");
        require(note.length() <= LONGEST_NOTE, "a note has at most " + LONGEST_NOTE + " characters");
        TreeSet<String> distinct = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String tag : tags == null ? List.<String>of() : tags) {
            String word = strip(tag);
            require(word.length() <= LONGEST_TAG, "a tag has at most " + LONGEST_TAG + " characters");
            require(word.indexOf(',') < 0 && word.lines().count() <= 1, "a tag has no commas and no line breaks");
            if (!word.isEmpty()) {
                distinct.add(word);
            }
        }
        require(distinct.size() <= MOST_TAGS, "a run has at most " + MOST_TAGS + " tags");
        tags = List.copyOf(distinct);
    }

    /** A file may leave an entry out. */
    private static String strip(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    public RunNotes withTitle(String value) {
        return new RunNotes(value, note, tags);
    }

    public RunNotes withNote(String value) {
        return new RunNotes(title, value, tags);
    }

    public RunNotes withTags(List<String> value) {
        return new RunNotes(title, note, value);
    }

    /** What is written on a run; nothing where that cannot be read, since the run is worth more. */
    public static RunNotes on(Path run) {
        try {
            return read(run);
        } catch (IOException e) {
            return NONE;
        }
    }

    /** @throws RunFormatException where there are notes that cannot be read */
    static RunNotes read(Path run) throws IOException {
        Path file = run.resolve(NAME);
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new RunFormatException(file + " is damaged: it is too long");
            }
            RunNotes notes =
                    Json.PLAIN.fromJson(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), RunNotes.class);
            return notes == null ? NONE : notes;
        } catch (NoSuchFileException e) {
            return NONE;
        } catch (RuntimeException e) { // the reader wraps what the constructor refuses
            throw new RunFormatException(file + " is damaged: " + Json.problem(e));
        }
    }

    void write(Path run) throws IOException {
        Path file = run.resolve(NAME);
        try {
            read(run);
        } catch (RunFormatException e) {
            Files.move(file, run.resolve(DAMAGED), StandardCopyOption.REPLACE_EXISTING);
        }
        WholeFile.write(file, (Json.PRETTY.toJson(this) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
