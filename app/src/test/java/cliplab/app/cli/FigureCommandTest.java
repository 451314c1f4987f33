// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.figures.FigureName;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code cliplab figure} from its arguments to its files, in this process. */
class FigureCommandTest {
    /** What a command printed and how it ended. */
    private record Result(int exitCode, String out, String err) {}

    /** Two epochs on few classes. */
    @TempDir
    private static Path shared;

    private static Path run;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainOnce() {
        run = shared.resolve("a run é");
        List<String> arguments = new ArrayList<>(
                List.of("train", "--threads", "2", "--epochs", "2", "--seed", "5", "--out", run.toString()));
        for (String colour : List.of("green", "blue", "yellow")) {
            for (String shape : List.of("circle", "square", "triangle", "star")) {
                arguments.add("--withhold");
                arguments.add(colour + " " + shape);
            }
        }
        Result result = cliplab(arguments.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
    }

    private static Result cliplab(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        WindowOpener noDisplay = (_, _) -> {
            throw new WindowOpener.NoDisplayException("this is a test");
        };
        int code = Cliplab.run(new PrintWriter(out), new PrintWriter(err), noDisplay, arguments);
        return new Result(code, out.toString(), err.toString());
    }

    private Path draw(String name, String file, String... more) {
        Path target = folder.resolve(file);
        List<String> arguments =
                new ArrayList<>(List.of("figure", "--run", run.toString(), "--figure", name, "-o", target.toString()));
        arguments.addAll(List.of(more));
        Result result = cliplab(arguments.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("Wrote " + target, result.out().strip());
        return target;
    }

    private static List<NamedCsvRecord> rows(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        }
    }

    /** Formats in turn: that each holds every figure is proven where they are made. */
    @ParameterizedTest
    @EnumSource
    void everyFigureIsWrittenAndRemembersItsRun(FigureName name) throws IOException {
        String format =
                List.of("png", "svg", "pdf").get(List.of(FigureName.values()).indexOf(name) % 3);
        Path file =
                draw(name.id(), name.id() + "." + format, "--width", "500", "--height", "320", "--scale", "1", "--pca");
        Result told = cliplab("figure", "--open", file.toString(), "--json");
        assertEquals(0, told.exitCode(), told.err());
        JsonObject memory = JsonParser.parseString(told.out()).getAsJsonObject();
        assertEquals(name.id(), memory.get("figure").getAsString());
        assertEquals(5, memory.get("seed").getAsInt());
        assertEquals("a run é", memory.get("run").getAsString());
        assertEquals(
                JsonParser.parseString(Files.readString(run.resolve("run.json")))
                        .getAsJsonObject()
                        .get("options"),
                memory.get("options"));
        if (format.equals("png")) {
            BufferedImage picture = ImageIO.read(file.toFile());
            assertEquals(500, picture.getWidth());
            assertEquals(320, picture.getHeight());
        }
        assertFalse(rows(draw(name.id(), name.id() + ".csv", "--pca")).isEmpty());
    }

    @Test
    void theCsvOfTheLossIsThatOfTheRun() throws IOException {
        List<NamedCsvRecord> written = rows(draw("loss", "loss.csv"));
        List<NamedCsvRecord> steps = rows(run.resolve("steps.csv"));
        List<NamedCsvRecord> drawn =
                written.stream().filter(row -> !row.getField("loss").isEmpty()).toList();
        assertEquals(steps.size(), drawn.size());
        double smooth = 0;
        for (int i = 0; i < steps.size(); i++) {
            double loss = Double.parseDouble(steps.get(i).getField("loss"));
            assertEquals(loss, Double.parseDouble(drawn.get(i).getField("loss")));
            assertEquals(steps.get(i).getField("step"), drawn.get(i).getField("step"));
            // Exponential smoothing, β = 0.9, corrected for its start at 0 (Adam's way).
            smooth = 0.9 * smooth + 0.1 * loss;
            assertEquals(
                    smooth / (1 - Math.pow(0.9, i + 1)),
                    Double.parseDouble(drawn.get(i).getField("smoothed")),
                    1e-9);
        }
    }

    @Test
    void theCsvOfTheAccuracyIsThatOfTheRun() throws IOException {
        List<NamedCsvRecord> written = rows(draw("accuracy", "accuracy.csv")).stream()
                .filter(row -> !row.getField("held-out").isEmpty())
                .toList();
        List<NamedCsvRecord> epochs = rows(run.resolve("epochs.csv"));
        assertEquals(3, written.size());
        for (int i = 0; i < epochs.size(); i++) {
            assertEquals(
                    Double.parseDouble(epochs.get(i).getField("accuracy")),
                    Double.parseDouble(written.get(i).getField("held-out")));
            assertEquals(
                    Double.parseDouble(epochs.get(i).getField("accuracy_withheld")),
                    Double.parseDouble(written.get(i).getField("withheld classes")));
        }
    }

    @Test
    void theResolutionMakesPixelsUnlessTheScaleDoes() throws IOException {
        BufferedImage print =
                ImageIO.read(draw("network", "print.png", "--width", "400", "--height", "320", "--dpi", "300")
                        .toFile());
        assertEquals(1250, print.getWidth());
        assertEquals(1000, print.getHeight());
        Path claimed =
                draw("network", "claimed.png", "--width", "400", "--height", "320", "--scale", "1", "--dpi", "300");
        assertEquals(400, ImageIO.read(claimed.toFile()).getWidth());
        byte[] bytes = Files.readAllBytes(claimed);
        // pHYs: pixels to a metre, 300 / 0.0254
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("pHYs") + 4;
        assertEquals(11811, ByteBuffer.wrap(bytes).getInt(at));
    }

    @Test
    void runsAreComparedAndAComparisonTellsOfThem() throws IOException {
        Path copy = Files.createDirectories(folder.resolve("copy"));
        for (String name : List.of("run.json", "epochs.csv", "steps.csv", "changes.csv")) {
            if (Files.exists(run.resolve(name))) {
                Files.copy(run.resolve(name), copy.resolve(name));
            }
        }
        Path picture = draw("loss", "both.svg", "--run", copy.toString(), "--each-step", "--axis", "step");
        Result told = cliplab("figure", "--open", picture.toString());
        assertEquals(0, told.exitCode(), told.err());
        assertTrue(told.out().contains("figure    loss of 2 runs"), told.out());
        assertTrue(told.out().contains("still there: " + copy), told.out());
        assertTrue(told.out().contains("a run é, seed 5, 2 of 2 epochs"), told.out());
        assertTrue(told.out().contains("--axis step --each-step"), told.out());
        List<NamedCsvRecord> rows = rows(draw("accuracy", "both.csv", "--run", copy.toString(), "--axis", "pairs"));
        assertTrue(rows.getFirst().getHeader().contains("Pairs seen"), rows.getFirst()::toString);
        String line = "figure --figure loss -o " + folder.resolve("x.png");
        String eleven = (" --run " + copy).repeat(11);
        Result many = cliplab((line + eleven).split(" "));
        assertEquals(2, many.exitCode());
        assertTrue(many.err().contains("at most 10 runs"), many.err());
    }

    @Test
    void theSameCommandWritesTheSameFileAndAnotherEpochAnother() throws IOException {
        byte[] once = Files.readAllBytes(draw("embedding", "once.svg"));
        assertArrayEquals(once, Files.readAllBytes(draw("embedding", "again.svg", "--epoch", "2")));
        assertFalse(Arrays.equals(once, Files.readAllBytes(draw("embedding", "first.svg", "--epoch", "1"))));
    }

    @Test
    void openTellsWhetherTheRunIsStillThere() throws IOException {
        Path beside = run.resolveSibling("loss.png");
        Files.move(draw("loss", "loss.png"), beside);
        Result there = cliplab("figure", "--open", beside.toString());
        assertEquals(0, there.exitCode(), there.err());
        assertTrue(there.out().contains("a run é, still there: " + run), there.out());
        assertTrue(there.out().contains("seed      5"), there.out());
        assertTrue(there.out().contains("--withhold"), "how to train it again: " + there.out());
        Files.move(beside, folder.resolve("loss.png"));
        Result gone = cliplab("figure", "--open", folder.resolve("loss.png").toString());
        assertEquals(0, gone.exitCode(), gone.err());
        assertTrue(gone.out().contains("not found"), gone.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "figure | --run, --figure and -o are needed",
                "figure --run x --figure loss | --run, --figure and -o are needed",
                "figure --run x --figure fun -o a.png | there is no figure \"fun\"; choose loss, accuracy",
                "figure --run x --figure loss -o a.gif | \"a.gif\" is no format",
                "figure --run x --figure loss --format bmp -o a.png | \"bmp\" is no format",
                "figure --run x --figure loss --width 3 -o a.png | the width must be from 300 to 8000, not 3",
                "figure --run x --figure loss --scale 99 -o a.png | the scale must be from 0.25 to 16, not 99",
                "figure --run x --figure loss --theme system -o a.png | choose light or dark",
                "figure --run x --figure loss --axis pairs -o a.png | step, epoch or time, not \"pairs\"",
                "figure --run x --figure loss --smoothing 1 -o a.png | smoothing must be from 0 to 0.99, not 1",
                "figure --run x --figure embedding --perplexity 1 -o a.png | perplexity must be from 2 to 200",
                "figure --run x --run y --figure network -o a.png | of several runs, loss or accuracy can be drawn",
                "figure --run x --run y --figure loss --axis hours -o a.png | epoch, step, pairs or time, not \"hours\"",
                "figure --run x --run y --figure loss --epoch 3 -o a.png | --epoch goes with one --run",
                "figure --run x --figure loss --each-step -o a.png | --each-step goes with several --run",
                "figure --run x --figure loss --dpi 9 -o a.png | the scale must be from 0.25 to 16",
                "figure --open a.png --run x | leave --run, --figure and -o out",
                "figure --json --run x --figure loss -o a.png | --json goes with --open",
            })
    void aMisuseIsOneLineAndExitCode2(String line, String expected) {
        Result result = cliplab(line.strip().split(" "));
        assertEquals(2, result.exitCode(), result.err());
        assertTrue(result.err().contains(expected.strip()), result.err());
        assertTrue(result.err().startsWith("cliplab: "), result.err());
    }

    @Test
    void whatCannotBeReadOrWrittenIsOneLineAndExitCode3() throws IOException {
        Files.writeString(folder.resolve("text.png"), "no picture");
        String text = folder.resolve("text.png").toString();
        String into = folder.resolve("x.png").toString();
        String lost = folder.resolve("no").resolve("x.png").toString();
        record Case(String expected, String... arguments) {}
        for (Case wrong : List.of(
                new Case("remembers nothing", "--open", text),
                new Case("there is no such file", "--open", into),
                new Case("holds no run", "--run", folder.toString(), "--figure", "loss", "-o", into),
                new Case("there is no such folder", "--run", run.toString(), "--figure", "loss", "-o", lost),
                new Case(
                        "is a folder",
                        "--run",
                        run.toString(),
                        "--figure",
                        "loss",
                        "--format",
                        "png",
                        "-o",
                        folder.toString()),
                new Case(
                        "Epoch 7 is not done; the run has epochs 0 to 2",
                        "--run",
                        run.toString(),
                        "--figure",
                        "similarity",
                        "--epoch",
                        "7",
                        "-o",
                        into))) {
            List<String> arguments = new ArrayList<>(List.of("figure"));
            arguments.addAll(List.of(wrong.arguments()));
            Result result = cliplab(arguments.toArray(String[]::new));
            assertEquals(3, result.exitCode(), result.err());
            assertTrue(result.err().contains(wrong.expected()), result.err());
            assertEquals(1, result.err().lines().count(), result.err());
        }
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("text.png")), left.toList());
        }
    }

    @Test
    void itExplainsItself() {
        Result result = cliplab("figure", "--help");
        assertEquals(0, result.exitCode());
        for (String word : FigureName.ids()) {
            assertTrue(result.out().contains(word), result.out());
        }
    }
}
