// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.app.platform.FxExecutor;
import cliplab.app.platform.TaskRunner;
import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.RgbImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.application.Platform;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureLoaderTest {
    static final ImagePreprocessor TO_32 =
            new ImagePreprocessor(32, new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.25f, 0.25f, 0.25f});
    private static final String SAMPLES = "/cliplab/assets/samples/";

    @TempDir
    Path folder;

    private final ArrayDeque<Runnable> ui = new ArrayDeque<>();
    private final ArrayDeque<Runnable> workers = new ArrayDeque<>();
    private final Log log = new Log();
    private final PictureLoader loader = new PictureLoader(new TaskRunner(ui::add, workers::add), "pictures", log);

    /** What came, in order. */
    private static final class Log implements PictureLoader.Listener {
        private final List<String> names = new ArrayList<>();
        private final List<String> sentences = new ArrayList<>();
        private int largest;

        @Override
        public void loaded(List<PictureLoader.Loaded> pictures) {
            largest = Math.max(largest, pictures.size());
            pictures.forEach(loaded -> names.add(loaded.picture().name()));
        }

        @Override
        public void refused(String sentence) {
            sentences.add(sentence);
        }
    }

    private static byte[] sample(String name) throws IOException {
        try (var stream = Objects.requireNonNull(PictureLoaderTest.class.getResourceAsStream(SAMPLES + name))) {
            return stream.readAllBytes();
        }
    }

    private Path file(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        return Files.write(file, bytes);
    }

    private static PictureSource drawn(int number) {
        return new PictureSource.OfPixels("drawn " + number, new RgbImage(2, 2, new byte[12]));
    }

    private static List<String> drawnNames(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "drawn " + i).toList();
    }

    private boolean step() {
        if (!workers.isEmpty()) {
            workers.remove().run();
        }
        assertTrue(ui.size() <= 1, "one thing at a time waits for the window");
        if (!ui.isEmpty()) {
            ui.remove().run();
        }
        return !workers.isEmpty() || !ui.isEmpty();
    }

    private void finish() {
        while (step()) {
            assertTrue(loader.busyProperty().get());
        }
    }

    @Test
    void brokenFilesAreNamedAndTheOthersOfTheDropGoThrough() throws IOException {
        byte[] sound = sample("red-circle.png");
        loader.load(
                List.of(
                        new PictureSource.OfFile(file("first.png", sound)),
                        new PictureSource.OfFile(file("cut.png", Arrays.copyOf(sound, 300))),
                        new PictureSource.OfFile(folder.resolve("gone.png")),
                        new PictureSource.OfFile(file("notes.txt", "words".getBytes(StandardCharsets.UTF_8))),
                        new PictureSource.OfFile(file("wrong ending.txt", sound))),
                TO_32);
        finish();

        assertEquals(List.of("first.png", "wrong ending.txt"), log.names);
        assertEquals(3, log.sentences.size());
        assertTrue(log.sentences.get(0).contains("cut.png: the picture is cut short"));
        assertTrue(log.sentences.get(1).contains("gone.png: there is no such file"));
        assertTrue(log.sentences.get(2).contains("notes.txt: not a picture"));
        assertEquals(5, loader.doneProperty().get());
        assertEquals(5, loader.totalProperty().get());
        assertFalse(loader.busyProperty().get());
    }

    @Test
    void aFolderIsReadInItsPlace() throws IOException {
        byte[] sound = sample("red-circle.png");
        file("holiday/10.png", sound);
        file("holiday/9.png", sound);
        file("holiday/readme.txt", sound);
        loader.load(List.of(drawn(1), new PictureSource.OfFile(folder.resolve("holiday")), drawn(2)), TO_32);
        step();
        finish();

        assertEquals(List.of("drawn 1", "9.png", "10.png", "drawn 2"), log.names);
        assertEquals(
                List.of("Files left out of holiday because they are not called like pictures: 1."
                        + " Drag them by themselves to try."),
                log.sentences);
        assertEquals(5, loader.totalProperty().get());
        assertEquals(5, loader.doneProperty().get());
    }

    @Test
    void fiveHundredComeInOrderAHandfulAtATime() {
        loader.load(IntStream.range(0, 500).mapToObj(PictureLoaderTest::drawn).toList(), TO_32);
        step();
        assertTrue(log.names.size() < 10);
        assertEquals(log.names.size(), loader.doneProperty().get());
        assertEquals(500, loader.totalProperty().get());
        loader.load(List.of(drawn(500)), TO_32);
        assertEquals(501, loader.totalProperty().get());
        finish();

        assertEquals(drawnNames(0, 501), log.names);
        assertTrue(log.largest <= 8);
        assertFalse(loader.busyProperty().get());
    }

    @Test
    void itIsBusyUntilTheLastIsHandedOver() {
        List<Integer> handedOver = new ArrayList<>();
        loader.busyProperty().addListener((_, _, busy) -> {
            if (!busy) {
                handedOver.add(log.names.size());
            }
        });
        loader.load(List.of(drawn(1), drawn(2)), TO_32);
        finish();
        assertEquals(List.of(2), handedOver);
    }

    @Test
    void cancellingDropsTheRestAndWhatIsUnderWay() {
        loader.load(IntStream.range(0, 500).mapToObj(PictureLoaderTest::drawn).toList(), TO_32);
        step();
        int before = log.names.size();
        workers.remove().run(); // read, not yet taken
        loader.cancel();
        assertFalse(loader.busyProperty().get());
        while (step()) {}
        assertEquals(before, log.names.size());

        loader.load(List.of(drawn(7)), TO_32);
        assertEquals(1, loader.totalProperty().get());
        finish();
        assertEquals("drawn 7", log.names.getLast());
        assertEquals(before + 1, log.names.size());
    }

    @Test
    void theWindowIsToldOnItsOwnThread() throws InterruptedException, TimeoutException, IOException {
        FxToolkit.start();
        byte[] sound = sample("red-circle.png");
        for (int i = 0; i < 60; i++) {
            file("many/" + i + ".png", sound);
        }
        CountDownLatch idle = new CountDownLatch(1);
        List<Boolean> onFx = new ArrayList<>();
        Log heard = new Log();
        TaskRunner tasks = new TaskRunner(new FxExecutor());
        FxToolkit.call(() -> {
            PictureLoader real = new PictureLoader(tasks, "pictures", new PictureLoader.Listener() {
                @Override
                public void loaded(List<PictureLoader.Loaded> pictures) {
                    onFx.add(Platform.isFxApplicationThread());
                    heard.loaded(pictures);
                    if (heard.names.size() == 60) {
                        idle.countDown();
                    }
                }

                @Override
                public void refused(String sentence) {
                    heard.refused(sentence);
                }
            });
            real.load(List.of(new PictureSource.OfFile(folder.resolve("many"))), TO_32);
            return true;
        });
        assertTrue(idle.await(60, TimeUnit.SECONDS));
        tasks.shutdown();
        assertEquals(IntStream.range(0, 60).mapToObj(i -> i + ".png").toList(), heard.names);
        assertFalse(onFx.contains(false));
        assertEquals(List.of(), heard.sentences);
    }
}
