// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.sweeps.Queue;
import cliplab.app.sweeps.QueuedRun;
import cliplab.app.sweeps.SweepNumbers;
import cliplab.app.sweeps.SweepPlan;
import cliplab.app.sweeps.SweepQueue;
import cliplab.app.sweeps.SweepState;
import cliplab.app.sweeps.Varied;
import cliplab.model.run.RunStatus;
import cliplab.model.run.SavedRun;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command from its arguments to its exit code, on few classes. */
class SweepCommandTest {
    private record Result(int exitCode, String out, String err) {}

    @TempDir
    private Path folder;

    private static Result cliplab(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        WindowOpener none = (_, _) -> {
            throw new WindowOpener.NoDisplayException("this is a test");
        };
        int code = Cliplab.run(new PrintWriter(out), new PrintWriter(err), none, arguments.toArray(String[]::new));
        return new Result(code, out.toString(), err.toString());
    }

    private List<String> sweep(String... more) {
        List<String> arguments = new ArrayList<>(List.of("sweep", "--threads", "1", "--out", folder.toString()));
        if (!List.of(more).contains("--resume")) {
            arguments.addAll(List.of("--device", "cpu"));
        }
        arguments.addAll(List.of(more));
        return arguments;
    }

    private List<String> small(String... more) {
        List<String> arguments = sweep("--epochs", "1", "--set", "batch=64,128", "--seeds", "0-1");
        for (String colour : List.of("green", "blue", "yellow")) {
            for (String shape : List.of("circle", "square", "triangle", "star")) {
                arguments.add("--withhold");
                arguments.add(colour + " " + shape);
            }
        }
        arguments.addAll(List.of(more));
        return arguments;
    }

    private List<Path> runs() throws Exception {
        try (var files = Files.list(folder)) {
            return files.filter(SavedRun::isIn).sorted().toList();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seeds 0-2 | name what is varied, as in --set batch-size=8,16,64",
                "--set batch | names no values",
                "--set batch=8,1 | with the batch size 1: the batch size must be from 2 to 4096, not 1",
                "--set colour=red | cannot vary \"colour\"",
                "--set batch=8 --batch-size 16 | the sweep sets --batch-size; leave it out",
                "--set batch=8 --seeds 0-x | seeds are whole numbers",
                "--set batch=8 --seeds 0-2 --seed 4 | leave --seed out",
                "--resume --set batch=8 | leave --set out",
                "--resume --epochs 3 | leave --epochs out",
                "--metric speed -o a.png | accuracy, best or loss, not \"speed\"",
                "--set batch=8 --dry-run -o a.png | leave -o out",
                "--set batch=8 -o a.gif | is no format",
                "-o a.png --epochs 3 | name what is varied, as in --set batch-size=8; or leave --",
                "--resume --device cpu | leave --device out",
                "--resume --dry-run | leave --dry-run out",
                "--set batch=8 --set epochs=1 --set loss=sigmoid | one or two settings, not 3",
            })
    void aMisuseIsOneLineAndExitCode2(String line, String expected) throws Exception {
        Result result = cliplab(sweep(line.strip().split(" ")));
        assertEquals(2, result.exitCode(), result.err());
        assertTrue(result.err().startsWith("cliplab: "), result.err());
        assertTrue(result.err().contains(expected.strip()), result.err());
        assertEquals(List.of(), runs());
    }

    private void assertTheFigureIsOf(Path figure, List<Path> runs) throws Exception {
        Path again = folder.resolve("again.svg");
        Result drawn = cliplab(List.of("sweep", "--out", folder.toString(), "-o", again.toString()));
        assertEquals(0, drawn.exitCode(), drawn.err());
        assertArrayEquals(Files.readAllBytes(figure), Files.readAllBytes(again));
        Result told = cliplab(List.of("figure", "--open", figure.toString()));
        assertEquals(0, told.exitCode(), told.err());
        for (Path run : runs) {
            String digest = SavedRun.open(run).manifest().dataDigest();
            assertTrue(told.out().contains(run.getFileName() + ", done, data " + digest), told.out());
        }
        String line = told.out().lines().toList().getLast().replaceFirst("again +cliplab ", "");
        assertTrue(line.startsWith("sweep --set batch-size=64,128 --seeds 0,1 --epochs 1"), line);
        assertFalse(line.contains("--seed "), line);
    }

    @Test
    void theSameRunsAreNotQueuedTwice() throws Exception {
        SweepPlan plan = new SweepPlan(
                Setup.parse("cliplab train --epochs 1 --device cpu --threads 1"),
                List.of(Varied.parse("batch=64,128")),
                List.of(0L, 1L));
        try (SweepQueue queue = SweepQueue.open(folder, folder, Runnable::run, _ -> {})) {
            queue.add(plan);
        }
        String before = Files.readString(folder.resolve("sweeps.json"));
        Result result = cliplab(sweep("--epochs", "1", "--set", "batch=64,128", "--seeds", "0-1"));
        assertEquals(2, result.exitCode(), result.err());
        assertTrue(result.err().contains("go on with: cliplab sweep --resume --out "), result.err());
        assertEquals(before, Files.readString(folder.resolve("sweeps.json")));
    }

    @Test
    void aSweepSaysWhatItWillDoDoesItAndSaysWhatCameOfIt() throws Exception {
        Result dry = cliplab(small("--dry-run"));
        assertEquals(0, dry.exitCode(), dry.err());
        assertTrue(dry.out().contains("Sweep    4 runs: batch size 64, 128 × seeds 0, 1"), dry.out());
        assertTrue(dry.out().contains("Time     about "), dry.out());
        assertEquals(List.of(), runs());
        assertFalse(Files.exists(folder.resolve("sweeps.json")), "nothing is left of a dry run");

        Path figure = folder.resolve("figure.svg");
        Result result = cliplab(small("-o", figure.toString()));
        assertEquals(0, result.exitCode(), result.err());
        List<Path> runs = runs();
        assertEquals(4, runs.size());
        assertTheFigureIsOf(figure, runs);
        for (Path run : runs) {
            assertEquals(RunStatus.COMPLETED, SavedRun.open(run).manifest().status());
        }
        assertEquals(128, SavedRun.open(runs.get(3)).manifest().options().batchSize());
        assertEquals(1, SavedRun.open(runs.get(3)).manifest().options().seed());
        List<String> lines = result.out().lines().toList();
        assertEquals(
                4,
                lines.stream()
                        .filter(line -> line.matches(" +\\d/4 .* accuracy .*"))
                        .count(),
                result.out());
        double first = 100 * SavedRun.open(runs.get(0)).epochs().getLast().accuracy();
        double third = 100 * SavedRun.open(runs.get(2)).epochs().getLast().accuracy();
        String median = "  batch size 64   %6.2f %%  (%.2f to %.2f, 2 runs)"
                .formatted((first + third) / 2, Math.min(first, third), Math.max(first, third));
        assertTrue(lines.contains(median), median + "\n" + result.out());

        Result again = cliplab(small("--dry-run", "--json"));
        JsonObject plan = JsonParser.parseString(again.out().strip()).getAsJsonObject();
        double took = SavedRun.open(runs.get(0)).epochs().getLast().seconds();
        assertEquals(4, plan.get("runs").getAsInt());
        assertTrue(plan.get("estimated_seconds").getAsDouble() >= took, "now from the runs that ended: " + again.out());

        Result nothing = cliplab(sweep("--resume", "--json"));
        assertEquals(0, nothing.exitCode(), nothing.err());
        JsonObject end =
                JsonParser.parseString(nothing.out().lines().toList().getLast()).getAsJsonObject();
        assertEquals("complete", end.get("outcome").getAsString());
        assertEquals(4, runs().size());
    }

    @Test
    void theMediansAreThoseOfEachValueWithTheirRange() {
        SweepPlan plan = new SweepPlan(Setup.REFERENCE, List.of(Varied.parse("batch=8,256")), SweepPlan.seeds("0-2"));
        double[] accuracies = {0.5, 0.25, 0.75, 0.375, 0.625};
        List<QueuedRun> runs = new ArrayList<>();
        for (int i = 0; i < accuracies.length; i++) {
            SweepNumbers numbers = new SweepNumbers(accuracies[i], accuracies[i], 1, 1);
            runs.add(new QueuedRun("a", i + 1, plan.runs().get(i), "folder " + i, SweepState.DONE, 30, numbers, ""));
        }
        runs.add(new QueuedRun("a", 6, plan.runs().get(5), "folder 6", SweepState.FAILED, 3, null, "the disk is full"));
        StringWriter out = new StringWriter();
        new SweepTable(new PrintWriter(out), false, "cliplab sweep --resume")
                .end(folder, new Queue(List.of(new Queue.Sweep("a", plan)), runs), false);
        List<String> lines = out.toString().lines().toList();
        assertTrue(lines.contains("  batch size 8     62.50 %  (50.00 to 75.00, 3 runs)"), out.toString());
        assertTrue(lines.contains("  batch size 256   31.25 %  (25.00 to 37.50, 2 runs)"), out.toString());
        assertEquals("1 run failed. Go on with: cliplab sweep --resume", lines.getLast());
    }

    @Test
    void aRunThatDivergesIsSaidAndTheOthersGoOn() throws Exception {
        List<String> arguments = small("--json");
        arguments.set(arguments.indexOf("batch=64,128"), "weight-decay=9,10");
        arguments.set(arguments.indexOf("0-1"), "0");
        // Weights are multiplied by −8 or −9 at each step until they leave the range of floats.
        arguments.set(arguments.indexOf("--epochs") + 1, "10");
        arguments.addAll(List.of("--learning-rate", "1"));
        Result result = cliplab(arguments);
        List<JsonObject> lines = result.out()
                .lines()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .toList();
        assertEquals(
                List.of("sweep", "begin"),
                lines.subList(0, 2).stream().map(SweepCommandTest::event).toList());
        JsonObject end = lines.getLast();
        assertEquals("end", event(end));
        assertEquals(2, end.get("diverged").getAsInt(), result.out());
        assertEquals(4, result.exitCode());
    }

    private static String event(JsonObject line) {
        return line.get("event").getAsString();
    }

    @Test
    @Tag("slow")
    void aSweepThatIsKilledOrInterruptedGoesOnWithResume() throws Exception {
        List<String> arguments = small("--json");
        arguments.set(arguments.indexOf("--epochs") + 1, "4");
        arguments.set(arguments.indexOf("batch=64,128"), "batch=16,64");
        Process killed = start(arguments);
        waitForSteps(killed, 40);
        killed.destroyForcibly().waitFor();
        List<Path> begun = runs();
        assertFalse(begun.isEmpty());
        assertEquals(
                RunStatus.RUNNING, SavedRun.open(begun.getFirst()).manifest().status());

        Process interrupted = start(sweep("--resume", "--json"));
        waitForSteps(interrupted, 80);
        interrupted.destroy();
        assertTrue(interrupted.waitFor(60, TimeUnit.SECONDS));
        assertTrue(runs().stream().noneMatch(SweepCommandTest::isRunning));

        Process last = start(sweep("--resume", "--json"));
        assertTrue(last.waitFor(5, TimeUnit.MINUTES));
        assertEquals(0, last.exitValue());
        assertEquals(4, runs().size(), "none was begun twice");
        for (Path run : runs()) {
            assertEquals(RunStatus.COMPLETED, SavedRun.open(run).manifest().status());
            assertEquals(5, SavedRun.open(run).epochs().size());
        }
    }

    private static boolean isRunning(Path run) {
        try {
            return SavedRun.open(run).manifest().status() == RunStatus.RUNNING;
        } catch (IOException e) {
            return false; // not begun
        }
    }

    private static Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx512m",
                "-classpath",
                System.getProperty("java.class.path"),
                "cliplab.app.Launcher"));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Waits until all runs together have made that many steps, or the process has ended. */
    private void waitForSteps(Process process, int steps) throws Exception {
        while (process.isAlive()) {
            long made = 0;
            for (Path run : runs()) {
                made += Files.readString(run.resolve("steps.csv")).lines().count() - 1;
            }
            if (made >= steps || process.waitFor(5, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }
}
