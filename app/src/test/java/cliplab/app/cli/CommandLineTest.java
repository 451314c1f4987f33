// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.settings.Purpose;
import cliplab.app.settings.Theme;
import cliplab.app.settings.WindowOptions;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The commands from their arguments to their exit codes, in this process. */
class CommandLineTest {
    /** What a command printed and how it ended. */
    private record Result(int exitCode, String out, String err) {}

    private static final WindowOpener NO_DISPLAY = (_, _) -> {
        throw new WindowOpener.NoDisplayException("this is a test");
    };

    /** One epoch on few classes, shared by the tests that only read a run. */
    @TempDir
    private static Path shared;

    private static Path run;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainOnce() {
        run = shared.resolve("a run é");
        List<String> arguments =
                new ArrayList<>(List.of("train", "--threads", "2", "--epochs", "1", "--out", run.toString()));
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
        int code = Cliplab.run(new PrintWriter(out), new PrintWriter(err), NO_DISPLAY, arguments);
        return new Result(code, out.toString(), err.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train --epochs none | --epochs",
                "train --epochs 0 | epochs must be from 1 to 10000, not 0",
                "train --batch-size 1 | batch size must be from 2 to 4096, not 1",
                "train --learning-rate -1 | learning rate",
                "train --caption-noise 1.5 | caption noise must be a share from 0 to 1, not 1.5",
                "train --templates 9 | templates must be 1 … 8, not 9",
                "train --withhold purple | there is no class \"purple\"",
                "train --loss sigmoid --direction both | no direction",
                "train --temperature 0 | temperature must be from 0.001 to 100",
                "train --keep-epochs some | all, last or a number",
                "train --device abacus | there is no device \"abacus\"",
                "train --device cuda | no NVIDIA GPU",
                "train --resume x --seed 3 | leave --seed out",
                "train --replay x --epochs 3 | leave --epochs out",
                "train --resume x --out y | leave --out out",
                "train --templates-in-use 2 | from 1 to the 1 declared, not 2",
                "train --evaluation-template photo{} | lack: photo",
                "train --bogus | --bogus",
                "classify --run x | IMAGE",
                "classify --run x --template no a.png | exactly once",
                "loss --kind infonce --similarities x --temperature 0 | temperature must be from 0.001 to 100",
                "loss --kind infonce --similarities x --temperature 1 --bias 1 | no bias",
                "window --theme mauve | --theme",
                "window --threads 0 | threads must be from 1 to 1024, not 0",
                "window --size big | a size looks like 1280x800, not big",
                "window --size 10x10 | a window must measure from 640x480",
                "bench train --steps 0 | steps must be from 1",
                "bench export --threads 0 | threads must be from 1 to 1024, not 0",
                "teach | teach",
            })
    void aMisuseIsOneLineAndExitCode2(String line, String expected) {
        Result result = cliplab(line.strip().split(" "));
        assertEquals(2, result.exitCode(), result.err());
        assertTrue(result.err().contains(expected.strip()), result.err());
        assertTrue(result.err().startsWith("cliplab: "), result.err());
        assertFalse(result.err().contains("\tat "), result.err());
        assertTrue(result.err().lines().count() <= 2, result.err());
    }

    @Test
    void everyCommandExplainsItself() {
        assertExplained(new CommandLine(new Cliplab(NO_DISPLAY)), "");
    }

    private static void assertExplained(CommandLine command, String words) {
        Result result = cliplab((words + " --help").strip().split(" "));
        assertEquals(0, result.exitCode(), words + ": " + result.err());
        assertTrue(result.out().startsWith(("Usage: cliplab " + words).strip()), result.out());
        command.getSubcommands().forEach((name, sub) -> assertExplained(sub, (words + " " + name).strip()));
    }

    @Test
    void theWindowIsGivenItsOptions() {
        List<WindowOptions> opened = new ArrayList<>();
        StringWriter out = new StringWriter();
        WindowOpener opener = (options, witness) -> {
            opened.add(options);
            witness.firstFrame(7);
        };
        PrintWriter printer = new PrintWriter(out);
        assertEquals(0, Cliplab.run(printer, printer, opener));
        assertEquals(
                0,
                Cliplab.run(
                        printer,
                        printer,
                        opener,
                        "window --theme Dark --threads 1 --device cpu --size 1280x800 --first-frame".split(" ")));
        assertEquals(
                List.of(
                        WindowOptions.USUAL,
                        new WindowOptions(Theme.DARK, 1, "cpu", new WindowOptions.Size(1280, 800), new Purpose.Work())),
                opened);
        assertEquals("first frame after 7 ms", out.toString().strip());
    }

    @Test
    void filesAreOpenedWhateverTheOptions() {
        List<WindowOptions> opened = new ArrayList<>();
        PrintWriter printer = new PrintWriter(new StringWriter());
        WindowOpener opener = (options, _) -> opened.add(options);
        Path here = Path.of("a run.cliprun").toAbsolutePath();
        Path there = folder.resolve("figure.svg");
        for (String[] words : List.of(
                new String[] {"a run.cliprun", there.toString()},
                new String[] {"window", "a run.cliprun", there.toString()},
                new String[] {"a run.cliprun", there.toString(), "--new-window"})) {
            assertEquals(0, Cliplab.run(printer, printer, opener, words));
        }
        WindowOptions plain = WindowOptions.opening(List.of(here, there));
        assertEquals(List.of(plain, plain), opened.subList(0, 2));
        assertEquals(List.of(here, there), opened.get(2).files());
        assertTrue(opened.get(2).alone());
    }

    @Test
    void withoutADisplayFilesAreNotTradedForATraining() {
        Result result = cliplab("a.cliprun");
        assertEquals(1, result.exitCode());
        assertEquals(
                "cliplab: no window can be opened: this is a test", result.err().strip());
    }

    @Test
    void withoutADisplayItSaysSoAndTrainsInTheTerminal() {
        // The device does not exist, so that the training ends where it begins.
        Result result = cliplab("window", "--device", "abacus");
        assertEquals(2, result.exitCode());
        assertTrue(result.err().startsWith("cliplab: no window can be opened, so the training runs here: this is"));
        assertTrue(result.err().contains("there is no device \"abacus\""), result.err());
    }

    @Test
    void anExistingRunIsRefused() throws IOException {
        byte[] before = Files.readAllBytes(run.resolve("run.json"));
        Result result = cliplab("train", "--out", run.toString());
        assertEquals(2, result.exitCode());
        assertTrue(result.err().contains("already holds a run"), result.err());
        assertEquals(0, Arrays.compare(before, Files.readAllBytes(run.resolve("run.json"))));
    }

    @Test
    void resumingAFinishedRunSaysSo() {
        Result result = cliplab("train", "--resume", run.toString());
        assertEquals(0, result.exitCode());
        assertTrue(result.out().contains("is finished"), result.out());
    }

    @Test
    void aFolderWithoutARunIsUnreadable() {
        Result result = cliplab("train", "--resume", folder.toString());
        assertEquals(3, result.exitCode());
        assertTrue(result.err().contains("holds no run"), result.err());
    }

    @Test
    void aReplayOfAnUnsteeredRunIsTheSameRun() throws IOException {
        Path copy = folder.resolve("copy");
        Result result = cliplab("train", "--replay", run.toString(), "--out", copy.toString(), "--json");
        assertEquals(0, result.exitCode(), result.err());
        assertEquals(withoutTimes(run.resolve("steps.csv")), withoutTimes(copy.resolve("steps.csv")));
        assertEquals(withoutTimes(run.resolve("epochs.csv")), withoutTimes(copy.resolve("epochs.csv")));
        assertEquals(
                0,
                Arrays.compare(
                        Files.readAllBytes(run.resolve("epochs/0001/weights.safetensors")),
                        Files.readAllBytes(copy.resolve("epochs/0001/weights.safetensors"))));
        JsonObject epoch = result.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(event -> event.get("event").getAsString().equals("epoch"))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertEquals(1, epoch.get("epoch").getAsInt());
        for (String name : List.of("loss", "floor", "accuracy", "temperature", "pairs_per_s")) {
            assertTrue(Double.isFinite(epoch.get(name).getAsDouble()), name);
        }
    }

    /** A table without its last two columns, which hold times. */
    static List<String> withoutTimes(Path table) throws IOException {
        return Files.readAllLines(table).stream()
                .map(line -> line.replaceFirst(",[^,]*,[^,]*$", ""))
                .toList();
    }

    @Test
    void theRunFolderHoldsWhatTheReadmePromises() throws IOException {
        for (String file : List.of(
                "run.json",
                "epochs.csv",
                "steps.csv",
                "changes.csv",
                "checkpoint.safetensors",
                "epochs/0000/weights.safetensors",
                "epochs/0001/snapshot.safetensors")) {
            assertTrue(Files.size(run.resolve(file)) > 0, file);
        }
        assertEquals(
                "epoch,step,pairs,loss,loss_i2t,loss_t2i,floor,accuracy,accuracy_withheld,top1_i2t,top1_t2i,temperature,"
                        + "learning_rate,seconds,pairs_per_s",
                Files.readAllLines(run.resolve("epochs.csv")).getFirst());
        JsonObject manifest = JsonParser.parseString(Files.readString(run.resolve("run.json")))
                .getAsJsonObject();
        assertEquals(1, manifest.get("schema").getAsInt());
        assertEquals("COMPLETED", manifest.get("status").getAsString());
    }

    @Test
    void aRunOfANewerVersionIsNamedAsSuch() throws IOException {
        Files.writeString(folder.resolve("run.json"), "{\"schema\": 2, \"news\": true}");
        Result result = cliplab("classify", "--run", folder.toString(), "x.png");
        assertEquals(3, result.exitCode());
        assertTrue(result.err().contains("newer version"), result.err());
    }

    @Test
    void classifyAnswersFromTheLabelsGiven() throws IOException {
        Path picture = folder.resolve("rød sirkel.png");
        ImageIO.write(new BufferedImage(50, 40, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        Result result = cliplab(
                "classify",
                "--run",
                run.toString(),
                "--label",
                "red circle",
                "--label",
                "red star",
                "--json",
                picture.toString());
        assertEquals(0, result.exitCode(), result.err());
        JsonArray answers = JsonParser.parseString(result.out()).getAsJsonArray();
        JsonObject answer = answers.get(0).getAsJsonObject();
        assertEquals(picture.toString(), answer.get("image").getAsString());
        double sum = 0;
        double best = -2;
        String top = "";
        for (var entry : answer.getAsJsonArray("labels")) {
            JsonObject label = entry.getAsJsonObject();
            sum += label.get("probability").getAsDouble();
            if (label.get("cosine").getAsDouble() > best) {
                best = label.get("cosine").getAsDouble();
                top = label.get("label").getAsString();
            }
        }
        assertEquals(1, sum, 1e-9);
        assertEquals(top, answer.get("top").getAsString());
    }

    @Test
    void unknownWordsAreNamedAndALabelOfThemAloneIsRefused() throws IOException {
        Path picture = folder.resolve("p.png");
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", picture.toFile());
        Result some = cliplab("classify", "--run", run.toString(), "--label", "shiny red star", picture.toString());
        assertEquals(0, some.exitCode());
        assertTrue(some.err().contains("does not know shiny"), some.err());
        Result none = cliplab("classify", "--run", run.toString(), "--label", "zebra", picture.toString());
        assertEquals(2, none.exitCode());
        assertTrue(none.err().contains("no word of \"zebra\" is known"), none.err());
    }

    @Test
    void aBadPictureIsNamedAndTheOthersGoThrough() throws IOException {
        Path good = folder.resolve("good.png");
        ImageIO.write(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), "png", good.toFile());
        Path bad = Files.writeString(folder.resolve("bad.png"), "this is text");
        Result result = cliplab("classify", "--run", run.toString(), bad.toString(), good.toString());
        assertEquals(3, result.exitCode());
        assertTrue(result.err().contains("bad.png"), result.err());
        assertTrue(result.out().contains("good.png: "), result.out());
    }

    @Test
    void theWorkedLossesAreRight() throws IOException {
        Path table = folder.resolve("s.csv");
        double[][] images = {{.9, .1, 0}, {0, .8, .3}, {.1, 0, .95}, {.7, .3, .1}};
        double[][] texts = {{.85, .15, .05}, {.05, .75, .35}, {.15, .05, .9}, {.6, .4, .2}};
        StringBuilder csv = new StringBuilder();
        for (double[] image : images) {
            List<String> row = new ArrayList<>();
            for (double[] text : texts) {
                row.add(Double.toString(cosine(image, text)));
            }
            csv.append(String.join(",", row)).append('\n');
        }
        Files.writeString(table, csv);
        JsonObject infoNce = loss("--kind", "infonce", "--similarities", table.toString(), "--temperature", "0.07");
        assertEquals(0.20062, infoNce.get("image_to_text").getAsDouble(), 1e-4);
        assertEquals(0.17608, infoNce.get("text_to_image").getAsDouble(), 1e-4);
        assertEquals(0.18835, infoNce.get("loss").getAsDouble(), 1e-4);
        JsonObject sigmoid = loss("--kind", "sigmoid", "--similarities", table.toString(), "--temperature", "0.1");
        assertEquals(0.94313, sigmoid.get("loss").getAsDouble(), 1e-4);
        assertEquals(1, sigmoid.size());
    }

    private static JsonObject loss(String... options) {
        List<String> arguments = new ArrayList<>(List.of("loss", "--json"));
        arguments.addAll(List.of(options));
        Result result = cliplab(arguments.toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        return JsonParser.parseString(result.out()).getAsJsonObject();
    }

    private static double cosine(double[] a, double[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += a[i] * b[i];
            aa += a[i] * a[i];
            bb += b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }

    @Test
    void aTableThatIsNoSquareOfNumbersIsUnreadable() throws IOException {
        Path table = folder.resolve("s.csv");
        Files.writeString(table, "1,2\n3\n");
        Result ragged = cliplab("loss", "--kind", "infonce", "--similarities", table.toString(), "--temperature", "1");
        assertEquals(3, ragged.exitCode());
        assertTrue(ragged.err().contains("row 2 has 1 values"), ragged.err());
        Files.writeString(table, "1,x\n3,4\n");
        Result words = cliplab("loss", "--kind", "infonce", "--similarities", table.toString(), "--temperature", "1");
        assertEquals(3, words.exitCode());
        assertTrue(words.err().contains("line 1, value 2 is \"x\""), words.err());
    }

    @Test
    void theBenchmarkKeepsToItsNames() {
        Result result = cliplab("bench", "train", "--steps", "2", "--threads", "2", "--json");
        assertEquals(0, result.exitCode(), result.err());
        JsonObject object = JsonParser.parseString(result.out()).getAsJsonObject();
        assertEquals(
                List.of("ms_per_step", "images_per_s", "peak_rss_mib", "threads", "device", "strides"),
                List.copyOf(object.keySet()));
    }

    @Test
    void theDoctorNamesWhatThingsStandOn() {
        Result result = cliplab("doctor");
        assertEquals(0, result.exitCode());
        for (String word : List.of("PyTorch 2.7.1", "cpu", "runs", "cache", "GLIBC_TUNABLES")) {
            assertTrue(result.out().contains(word), word);
        }
    }
}
