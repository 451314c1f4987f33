// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The library's commands on a run that was really trained. */
class RunsCommandTest {
    /** What a command printed and how it ended. */
    private record Result(int exitCode, String out, String err) {}

    @TempDir
    private static Path shared;

    private static Path trained;

    @TempDir
    private Path parent;

    private Path library;

    @BeforeAll
    static void trainOnce() {
        trained = shared.resolve("a run é");
        List<String> arguments = new ArrayList<>(List.of(
                "train",
                "--threads",
                "2",
                "--epochs",
                "1",
                "--seed",
                "7",
                "--tensorboard",
                "--out",
                trained.toString()));
        for (String colour : List.of("green", "blue", "yellow")) {
            for (String shape : List.of("circle", "square", "triangle", "star")) {
                arguments.add("--withhold");
                arguments.add(colour + " " + shape);
            }
        }
        Result result = cliplab(arguments.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
    }

    @BeforeEach
    void importIt() {
        library = parent.resolve("library");
        Path file = parent.resolve("exported.cliprun");
        assertEquals(
                0, runs("export", trained.toString(), "-o", file.toString()).exitCode());
        Result result = runs("import", file.toString());
        assertEquals(library.resolve("a run é").toString(), result.out().strip(), result.err());
    }

    private static Result cliplab(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Cliplab.run(
                new PrintWriter(out),
                new PrintWriter(err),
                (_, _) -> {
                    throw new WindowOpener.NoDisplayException("this is a test");
                },
                arguments);
        return new Result(code, out.toString(), err.toString());
    }

    private Result runs(String... arguments) {
        return cliplab(Stream.concat(Stream.of("runs", "--under", library.toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    private void assertSentence(int exitCode, String expected, Result result) {
        assertEquals(exitCode, result.exitCode(), result.err());
        assertTrue(result.err().startsWith("cliplab: ") && result.err().contains(expected), result.err());
        assertTrue(result.err().lines().count() <= 2, result.err());
        assertFalse(result.err().contains("Exception"), result.err());
    }

    @Test
    void aLineTellsHowARunStands() {
        Result result = runs("list");
        List<String> lines = result.out().lines().toList();
        assertEquals(2, lines.size(), result.out());
        assertTrue(lines.get(0).startsWith("run "), lines.get(0));
        String line = lines.get(1);
        assertTrue(line.startsWith("a run é  completed     1/1  "), line);
        assertTrue(line.contains(" 7  epochs 1, withhold green circle, "), line);
    }

    @Test
    void theSameAsJson() throws IOException {
        Files.createDirectories(library.resolve("broken"));
        Files.writeString(library.resolve("broken/run.json"), "{");
        var array =
                JsonParser.parseString(runs("list", "--json", "--sizes").out()).getAsJsonArray();
        assertEquals(2, array.size());
        JsonObject run = array.get(0).getAsJsonObject();
        assertEquals("completed", run.get("state").getAsString());
        assertEquals(7, run.get("seed").getAsLong());
        assertEquals("1", run.getAsJsonObject("changed").get("epochs").getAsString());
        assertEquals(1, run.get("epoch").getAsInt());
        assertTrue(run.get("loss").getAsDouble() > 0 && run.get("accuracy").getAsDouble() > 0);
        assertTrue(run.get("bytes").getAsLong() > 300_000);
        JsonObject broken = array.get(1).getAsJsonObject();
        assertEquals("damaged", broken.get("state").getAsString());
        assertTrue(broken.get("problem").getAsString().contains("run.json"));
        assertTrue(runs("list").out().contains("damaged"));
    }

    @Test
    void notesAreChangedPieceByPiece() {
        assertEquals(
                0,
                runs("note", "a run é", "--title", "Wenige Klassen", "--tag", "a", "--tag", "b")
                        .exitCode());
        assertEquals(
                0,
                runs("note", library.resolve("a run é").toString(), "--text", "gut", "--untag", "A")
                        .exitCode());
        JsonObject run =
                JsonParser.parseString(runs("show", "a run é", "--json").out()).getAsJsonObject();
        assertEquals("Wenige Klassen", run.get("name").getAsString());
        assertEquals("gut", run.get("note").getAsString());
        assertEquals("[\"b\"]", run.get("tags").toString());
        String shown = runs("show", "a run é").out();
        assertTrue(shown.contains("Title     Wenige Klassen") && shown.contains("seed           7"), shown);
        assertTrue(
                runs("list").out().contains("“Wenige Klassen” #b"), runs("list").out());
        assertSentence(2, "nothing to note", runs("note", "a run é"));
        assertSentence(2, "no commas", runs("note", "a run é", "--tag", "a,b"));
    }

    @Test
    void aSecondImportGetsAnotherName() {
        Path file = parent.resolve("exported.cliprun");
        assertEquals(
                library.resolve("a run é-2").toString(),
                runs("import", file.toString()).out().strip());
        assertSentence(3, "neither here nor in", runs("delete", "a run é", "no such run"));
        assertEquals(2, runs("list").out().lines().skip(1).count(), "all are deleted or none");
    }

    @Test
    @EnabledOnOs(OS.LINUX) // elsewhere the system's own trash takes it, and the test could not take it out again
    void aDeletedRunIsGoneAndTheTrashIsNamed() throws IOException {
        Result deleted = runs("delete", "a run é");
        assertEquals(0, deleted.exitCode(), deleted.err());
        assertFalse(Files.exists(library.resolve("a run é")));
        assertTrue(runs("list").out().startsWith("There are no runs in "), "all gone");
        String words = deleted.out().strip();
        Path place = Path.of(words.substring(words.indexOf(": ") + 2));
        assertTrue(words.contains(" is in the system's trash: ") && Files.exists(place.resolve("run.json")), words);
        Files.move(place, library.resolve("back"));
        Files.delete(place.resolveSibling("../info").normalize().resolve(place.getFileName() + ".trashinfo"));
    }

    @Test
    void misuseIsOneSentence() throws IOException {
        Path file = parent.resolve("exported.cliprun");
        assertSentence(2, "exists", runs("export", "a run é", "-o", file.toString()));
        String nowhere = parent.resolve("no/x.cliprun").toString();
        assertSentence(3, parent.resolve("no") + ": there is no such folder", runs("export", "a run é", "-o", nowhere));
        Files.writeString(file, "PK no zip");
        assertSentence(3, "is no exported run", runs("import", file.toString()));
        assertSentence(3, "no such file", runs("import", parent.resolve("none").toString()));
        assertSentence(3, "holds no run", runs("show", parent.toString()));
        assertTrue(cliplab("runs", "--under", parent.resolve("empty").toString(), "list")
                .out()
                .startsWith("There are no runs in "));
    }

    @Test
    void theEventFileHasEveryStep() throws IOException {
        try (Stream<Path> files = Files.list(trained)) {
            Path events = files.filter(file -> file.getFileName().toString().startsWith("events.out.tfevents."))
                    .findFirst()
                    .orElseThrow();
            int steps = Files.readAllLines(trained.resolve("steps.csv")).size() - 1;
            assertTrue(Files.size(events) > steps * 100L, "a hundred bytes and more a step");
        }
        assertTrue(Files.exists(library.resolve("a run é").resolve("steps.csv")));
    }
}
