// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** An X display of its own with a window manager, and hands on its keyboard and mouse: Xvfb, openbox, xdotool, ImageMagick. */
final class Display implements AutoCloseable {
    static final List<String> TOOLS = List.of("Xvfb", "openbox", "xdotool", "import");
    private static final long PATIENCE_SECONDS = 60;
    private static final int DRAG_STEPS = 20;

    private final Process server;
    private final Process manager;
    private final String name;

    Display(int width, int height) throws IOException, InterruptedException {
        // The server chooses a free number and says which.
        server = new ProcessBuilder(
                        "Xvfb", "-displayfd", "1", "-screen", "0", width + "x" + height + "x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.US_ASCII));
        String number = said.readLine();
        assertTrue(number != null && !number.isBlank(), "Xvfb does not start");
        name = ":" + number;
        manager = start(new ProcessBuilder("openbox"));
        run("xdotool", "mousemove", "0", "0");
    }

    static boolean isPossible() {
        List<Path> folders =
                Arrays.stream(System.getenv("PATH").split(":")).map(Path::of).toList();
        return TOOLS.stream()
                .allMatch(tool -> folders.stream().anyMatch(folder -> Files.isExecutable(folder.resolve(tool))));
    }

    /** Starts a program that shows itself here; what it says is thrown away. */
    Process start(ProcessBuilder program) throws IOException {
        program.environment().put("DISPLAY", name);
        program.environment().remove("WAYLAND_DISPLAY");
        return program.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private String run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DISPLAY", name);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), () -> String.join(" ", command));
        assertEquals(0, process.exitValue(), () -> String.join(" ", command));
        return out.strip();
    }

    /** Waits for a window of that title, brings it to the front, and returns its number. */
    String window(String title) throws IOException, InterruptedException {
        String id = run(
                        "timeout",
                        "" + PATIENCE_SECONDS,
                        "xdotool",
                        "search",
                        "--sync",
                        "--onlyvisible",
                        "--name",
                        "^" + title + "$")
                .lines()
                .findFirst()
                .orElseThrow();
        // Refused as long as the window manager is not there, which may start later than the window.
        run(
                "timeout",
                "" + PATIENCE_SECONDS,
                "sh",
                "-c",
                "until xdotool windowactivate --sync " + id + "; do sleep 0.1; done");
        return id;
    }

    /** Presses keys, one after the other, as xdotool names them. */
    void press(String... keys) throws IOException, InterruptedException {
        run(Stream.concat(Stream.of("xdotool", "key"), Stream.of(keys)).toArray(String[]::new));
    }

    /** Clicks at a point of a window. */
    void click(String window, double x, double y) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("xdotool", "mousemove", "--window", window));
        command.addAll(List.of("" + Math.round(x), "" + Math.round(y), "click", "1"));
        run(command.toArray(String[]::new));
    }

    /** Drags with the left button from the middle of one window to the middle of another, in small steps as a hand does. */
    void drag(String from, int fromSize, String to, int toWidth, int toHeight)
            throws IOException, InterruptedException {
        move(from, fromSize / 2, fromSize / 2);
        run("xdotool", "mousedown", "1");
        for (int i = 1; i <= DRAG_STEPS; i++) {
            move(from, fromSize / 2 + i, fromSize / 2 + i);
        }
        for (int i = DRAG_STEPS; i > 0; i--) {
            move(to, toWidth / 2 + i, toHeight / 2 + i);
        }
    }

    void drop() throws IOException, InterruptedException {
        run("xdotool", "mouseup", "1");
    }

    private void move(String window, int x, int y) throws IOException, InterruptedException {
        run("xdotool", "mousemove", "--window", window, "" + x, "" + y);
    }

    /** Photographs the whole display. */
    void photograph(Path file) throws IOException, InterruptedException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        run("import", "-window", "root", file.toString());
    }

    @Override
    public void close() {
        manager.destroy();
        server.destroy();
    }
}
