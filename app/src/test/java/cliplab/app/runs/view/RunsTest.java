// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.app.cli.Cliplab;
import cliplab.app.figures.ComparisonMemory;
import cliplab.app.figures.ComparisonRequest;
import cliplab.app.figures.FigureShape;
import cliplab.app.figures.Remembered;
import cliplab.app.figures.RememberedRun;
import cliplab.app.figures.RunIdentity;
import cliplab.app.figures.view.FigureCopy;
import cliplab.app.platform.FxExecutor;
import cliplab.app.platform.TaskRunner;
import cliplab.app.reports.ReportFormat;
import cliplab.model.run.RunFolder;
import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunRow;
import cliplab.model.run.trash.Trash;
import cliplab.model.train.TrainingOptions;
import cliplab.model.train.TrainingRun;
import cliplab.viz.figure.ComparisonFigure;
import cliplab.viz.pane.Repainter;
import cliplab.viz.text.Messages;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.controlsfx.control.tableview2.FilteredTableColumn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** The library in a window of its own, on a disk of its own. */
class RunsTest {
    private static final TrainingOptions USUAL = TrainingOptions.REFERENCE;
    private static final Instant DAY = Instant.parse("2026-11-01T10:00:00Z");
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path home;

    private final List<RunsModel.Said> said = new ArrayList<>(); // FX thread only
    private final List<String> asked = new ArrayList<>(); // FX thread only
    private final List<Throwable> thrown = new ArrayList<>(); // FX thread only
    private Path runs;
    private TaskRunner tasks;
    private RunsModel model;
    private Comparing comparing;
    private RunsView view;
    private Stage stage;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        FxToolkit.start();
    }

    @BeforeEach
    void makeWindow() throws Exception {
        runs = home.resolve("runs");
        tasks = new TaskRunner(new FxExecutor());
        model = new RunsModel(new RunLibrary(runs, Trash.ofOurs(home.resolve("trash"))), tasks);
        fx(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((_, error) -> thrown.add(error));
            model.onSaid(said::add);
            return true;
        });
        comparing = fx(() -> new Comparing(tasks));
        view = fx(() -> new RunsView(model, comparing, host(), new Repainter()));
        stage = fx(() -> {
            Stage made = new Stage();
            made.setScene(new Scene(view.frame(), 1280, 700));
            made.show();
            return made;
        });
    }

    @AfterEach
    void close() throws Exception {
        fx(() -> {
            stage.close();
            tasks.shutdown();
            return true;
        });
        assertEquals(List.of(), fx(() -> List.copyOf(thrown)), "mistakes that a list's listeners hide");
    }

    private RunHost host() {
        return new RunHost() {
            @Override
            public void show(Path run) {
                asked.add("show " + run.getFileName());
            }

            @Override
            public void resume(Path run) {
                asked.add("resume " + run.getFileName());
            }

            @Override
            public void ask(Path run) {
                asked.add("ask " + run.getFileName());
            }

            @Override
            public void report(Path run, boolean going, ReportFormat format) {
                asked.add("report " + run.getFileName() + " " + going + " " + format);
            }
        };
    }

    private static <T> T fx(Callable<T> work) throws Exception {
        return FxToolkit.call(work);
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        try {
            WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> FxToolkit.call(condition));
        } catch (TimeoutException e) {
            throw new AssertionError("never: " + what, e);
        }
    }

    private RunsTable table() {
        return (RunsTable) view.frame().lookup("#runs");
    }

    /** Reads the disk until the table has the runs of these folders, in this order. */
    private void look(String... folders) throws Exception {
        fx(() -> {
            model.refresh();
            return true;
        });
        await(List.of(folders) + " in the table", () -> names().equals(List.of(folders)));
    }

    private List<String> names() {
        return table().getItems().stream()
                .map(run -> run.folder().getFileName().toString())
                .toList();
    }

    private RunItem item(String folder) {
        return table().getItems().stream()
                .filter(run -> run.folder().endsWith(folder))
                .findFirst()
                .orElseThrow();
    }

    private void choose(String... folders) throws Exception {
        fx(() -> {
            table().getSelectionModel().clearSelection();
            for (String folder : folders) {
                table().getSelectionModel().select(item(folder));
            }
            return true;
        });
    }

    private Button button(String key) {
        return view.frame().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(button -> Messages.text(key).equals(button.getText()))
                .findFirst()
                .orElseThrow();
    }

    private void press(KeyCode code) throws Exception {
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
        boolean shortcut = code == KeyCode.Z;
        fx(() -> {
            table().requestFocus();
            Event.fireEvent(
                    table(),
                    new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, shortcut && !mac, false, shortcut && mac));
            return true;
        });
    }

    @Test
    void everyKindOfRunStandsInTheTableAsWhatItIs() throws Exception {
        WrittenRuns.completed(runs.resolve("good"), USUAL, 30, DAY);
        WrittenRuns.completed(runs.resolve("sweep/small"), WrittenRuns.batches(16), 3, DAY.plusSeconds(60));
        WrittenRuns.damaged(runs.resolve("broken"));
        WrittenRuns.newer(runs.resolve("future"));
        try (RunFolder writing =
                WrittenRuns.begin(runs.resolve("growing"), USUAL.withSeed(7), 2, DAY.plusSeconds(90))) {
            look("growing", "small", "good", "broken", "future");
            RunItem good = fx(() -> item("good"));
            assertEquals("completed", good.state());
            assertEquals("Reference", good.preset());
            assertEquals("", good.changed());
            assertEquals(30, good.epochs());
            assertEquals(0.9625, Objects.requireNonNull(good.accuracy()), 1e-9);
            assertEquals(120.0, good.seconds());
            assertEquals("batch-size 16", fx(() -> item("small").changed()));
            assertEquals("in training", fx(() -> item("growing").state()));
            assertFalse(fx(() -> item("growing").isResumable()));
            assertEquals("damaged", fx(() -> item("broken").state()));
            assertTrue(fx(() -> item("broken").changed()).contains("is damaged"));
            assertEquals("newer version", fx(() -> item("future").state()));
            await("the sizes", () -> model.itemsProperty().get().stream().allMatch(run -> run.bytes() > 0));
            assertEquals(
                    RunLibrary.size(runs.resolve("good")), fx(() -> item("good").bytes()));
            assertTrue(fx(view::sentence).endsWith("Not readable here: 2."), fx(view::sentence));

            choose("broken");
            assertTrue(fx(() -> comparing.hintProperty().get()).contains("is damaged"), "the sentence is said");
            assertTrue(fx(() -> button("runs.show").isDisabled()));
            assertFalse(fx(() -> button("runs.delete").isDisabled()));

            choose("growing");
            WrittenRuns.epoch(runs.resolve("growing"), USUAL.withSeed(7), 3);
            writing.ended(TrainingRun.Outcome.STOPPED);
        }
        look("growing", "small", "good", "broken", "future");
        await("the run at rest", () -> item("growing").state().equals("stopped"));
        assertEquals(3, fx(() -> item("growing").epochs()));
        assertEquals(
                List.of(fx(() -> item("growing"))),
                fx(() -> table().chosenProperty().get()),
                "chosen as before, with its new numbers");
        fx(() -> {
            button("runs.resume").fire();
            button("runs.ask").fire();
            return true;
        });
        press(KeyCode.ENTER);
        assertEquals(List.of("resume growing", "ask growing", "show growing"), fx(() -> List.copyOf(asked)));
    }

    @Test
    void whatIsNotKnownComesLastWhicheverWayARowIsSorted() throws Exception {
        WrittenRuns.completed(runs.resolve("a"), USUAL, 2, DAY);
        WrittenRuns.completed(runs.resolve("b"), USUAL, 9, DAY.plusSeconds(1));
        WrittenRuns.damaged(runs.resolve("c"));
        look("b", "a", "c");
        for (TableColumn.SortType way : TableColumn.SortType.values()) {
            fx(() -> {
                TableColumn<RunItem, ?> accuracy = column("runs.column.accuracy");
                accuracy.setSortType(way);
                table().getSortOrder().setAll(List.of(accuracy));
                return true;
            });
            List<String> expected =
                    way == TableColumn.SortType.ASCENDING ? List.of("a", "b", "c") : List.of("b", "a", "c");
            assertEquals(expected, fx(this::names));
        }
        WrittenRuns.completed(runs.resolve("d"), USUAL, 5, DAY);
        look("b", "d", "a", "c"); // sorted as it was
    }

    @SuppressWarnings("unchecked") // of strings, as the caller knows
    private FilteredTableColumn<RunItem, String> text(String key) {
        return (FilteredTableColumn<RunItem, String>) column(key);
    }

    private TableColumn<RunItem, ?> column(String key) {
        return table().getColumns().stream()
                .filter(column -> column.getText().equals(Messages.text(key)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFilterFieldLeavesRunsWithAllWords() throws Exception {
        WrittenRuns.completed(runs.resolve("a"), WrittenRuns.batches(16), 2, DAY);
        WrittenRuns.completed(runs.resolve("b"), USUAL, 2, DAY.plusSeconds(1));
        look("b", "a");
        choose("a", "b");
        TextField seek = (TextField) view.frame().lookup("#run-seek");
        fx(() -> {
            seek.setText("BATCH-size completed");
            return true;
        });
        assertEquals(List.of("a"), fx(this::names));
        assertTrue(fx(view::sentence).contains("Left by the filters: 1."), fx(view::sentence));
        assertEquals(List.of(item("a")), fx(() -> table().chosenProperty().get()), "the one that is left");
        fx(() -> {
            seek.setText("");
            return true;
        });
        assertEquals(List.of("b", "a"), fx(this::names));

        choose("a", "b");
        fx(() -> {
            text("runs.column.changed").setPredicate(String::isEmpty);
            return true;
        });
        assertEquals(List.of("b"), fx(this::names), "by the filter of a column");
        assertEquals(List.of(item("b")), fx(() -> table().chosenProperty().get()));
    }

    /** ControlsFX stumbles over rows that stay while others go, and only a list's listeners see it. */
    @Test
    void theFilterFieldIsTypedLetterByLetter() throws Exception {
        WrittenRuns.completed(runs.resolve("abc"), USUAL, 1, DAY);
        WrittenRuns.completed(runs.resolve("abd"), USUAL, 1, DAY.plusSeconds(60));
        WrittenRuns.completed(runs.resolve("xyz"), USUAL, 1, DAY.plusSeconds(120));
        look("xyz", "abd", "abc");
        TextField field = (TextField) view.frame().lookup("#run-seek");
        for (String typed : List.of("a", "ab", "abc", "ab", "")) {
            fx(() -> {
                field.setText(typed);
                return true;
            });
        }
        assertEquals(List.of("xyz", "abd", "abc"), fx(this::names));
    }

    @Test
    void nameNoteAndTagsAreWrittenInPlaceAndStandOnDisk() throws Exception {
        Path folder = WrittenRuns.completed(runs.resolve("a"), USUAL, 2, DAY);
        look("a");
        choose("a");
        press(KeyCode.F2);
        TextField name = (TextField) fx(() -> view.frame().lookup(".text-field-table-cell .text-field"));
        fx(() -> {
            name.setText("  The first  ");
            Event.fireEvent(name, new ActionEvent());
            return true;
        });
        fx(() -> {
            model.note(item("a"), "two\nlines");
            model.tag(item("a"), "thesis, chapter 3,,");
            return true;
        });
        assertEquals("The first", fx(() -> item("a").name()), "shown before it is written");
        await("the notes on disk", () -> {
            RunRow row = RunLibrary.row(folder).orElseThrow();
            return row.name().equals("The first")
                    && row.notes().note().equals("two\nlines")
                    && row.notes().tags().equals(List.of("chapter 3", "thesis"));
        });
        assertEquals(1, fx(() -> table().chosenProperty().get().size()), "still chosen");
        fx(() -> {
            model.tag(item("a"), "x".repeat(51));
            return true;
        });
        assertEquals("A tag has at most 50 characters.", fx(() -> said.getLast().words()));
        assertEquals("chapter 3, thesis", fx(() -> item("a").tags()));
        fx(() -> {
            model.rename(item("a"), "a");
            return true;
        });
        await(
                "no title",
                () -> RunLibrary.row(folder).orElseThrow().notes().title().isEmpty());
    }

    @Test
    void whatIsWrittenOnARunIsNotTakenBackByALookAtTheDiskFromBefore() throws Exception {
        Path folder = WrittenRuns.completed(runs.resolve("a"), USUAL, 2, DAY);
        look("a");
        List<String> shown = new ArrayList<>();
        fx(() -> {
            model.itemsProperty().subscribe(items -> {
                String note = items.getFirst().row().notes().note();
                if (shown.isEmpty() || !shown.getLast().equals(note)) {
                    shown.add(note);
                }
            });
            return true;
        });
        List<String> notes =
                IntStream.range(0, 30).mapToObj("note %02d"::formatted).toList();
        for (String note : notes) {
            fx(() -> {
                model.refresh();
                model.note(item("a"), note);
                return true;
            });
        }
        await(
                "the last on disk",
                () -> RunLibrary.row(folder).orElseThrow().notes().note().equals(notes.getLast()));
        List<String> expected = new ArrayList<>(List.of(""));
        expected.addAll(notes);
        assertEquals(expected, fx(() -> List.copyOf(shown)));
    }

    @Test
    void rowsThatComeMeanwhileWaitForTheCellThatIsWrittenIn() throws Exception {
        WrittenRuns.completed(runs.resolve("a"), USUAL, 2, DAY);
        look("a");
        choose("a");
        press(KeyCode.F2);
        WrittenRuns.completed(runs.resolve("b"), USUAL, 2, DAY.plusSeconds(1));
        fx(() -> {
            model.refresh();
            return true;
        });
        await("the second run", () -> model.itemsProperty().get().size() == 2);
        assertEquals(List.of("a"), fx(this::names));
        assertTrue(fx(() -> table().getEditingCell() != null));
        fx(() -> {
            table().edit(-1, null);
            return true;
        });
        assertEquals(List.of("b", "a"), fx(this::names));
    }

    @Test
    void deletedRunsComeBackByUndoAndOneInTrainingStays() throws Exception {
        WrittenRuns.completed(runs.resolve("a"), USUAL, 2, DAY);
        WrittenRuns.completed(runs.resolve("b"), USUAL, 2, DAY.plusSeconds(1));
        try (RunFolder writing = WrittenRuns.begin(runs.resolve("c"), USUAL, 1, DAY.plusSeconds(2))) {
            look("c", "b", "a");
            choose("a", "b", "c");
            press(KeyCode.DELETE);
            await("two in the trash", () -> names().equals(List.of("c")) && said.size() == 2);
            assertEquals("Not deleted: 1", fx(() -> said.getFirst().title()));
            assertTrue(fx(() -> said.getFirst().words()).contains("stop the run first"));
            assertEquals(RunsModel.Said.Deleted.class, fx(() -> said.getLast().getClass()));
            assertFalse(Files.exists(runs.resolve("a")));
            press(KeyCode.Z);
            await("both back", () -> names().equals(List.of("c", "b", "a")));
            assertTrue(Files.exists(runs.resolve("a/epochs.csv")));
            assertTrue(Files.exists(writing.folder()));
        }
    }

    @Test
    void anExportedRunIsTakenInAgainAndAnyOtherFileIsRefused() throws Exception {
        WrittenRuns.completed(runs.resolve("a"), USUAL, 2, DAY);
        look("a");
        Path file = home.resolve("a" + RunLibrary.EXTENSION);
        fx(() -> {
            model.exportTo(item("a"), file);
            return true;
        });
        await("the archive", () -> said.size() == 1);
        Path other = Files.writeString(home.resolve("other.zip"), "no zip");
        fx(() -> {
            model.importFrom(List.of(file, other));
            return true;
        });
        await("a second run and a word on the file", () -> names().size() == 2 && said.size() == 3);
        assertTrue(
                fx(() -> said.stream()
                        .anyMatch(one -> one instanceof RunsModel.Said.Wrong
                                && one.words().contains("is no exported run"))),
                said::toString);
    }

    @Test
    void twoRunsAreComparedAndSeedsOfOneSetupAreOneLine() throws Exception {
        WrittenRuns.completed(runs.resolve("a"), USUAL, 20, DAY);
        WrittenRuns.completed(runs.resolve("b"), WrittenRuns.batches(16), 10, DAY.plusSeconds(1));
        WrittenRuns.completed(runs.resolve("c"), WrittenRuns.batches(16).withSeed(1), 10, DAY.plusSeconds(2));
        look("c", "b", "a");
        choose("a");
        assertEquals(
                Messages.text("runs.compare.one"),
                fx(() -> comparing.hintProperty().get()));
        choose("a", "b");
        await("two lines", () -> comparing.comparedProperty().get() != null);
        TableView<?> differences = (TableView<?>) view.frame().lookup("#run-differences");
        assertEquals(
                List.of("Setting", "b", "a"),
                fx(() -> differences.getColumns().stream()
                        .map(TableColumn::getText)
                        .toList()));
        assertEquals("batch-size", fx(() -> differences.getColumns().getFirst().getCellData(0)));
        assertEquals("16", fx(() -> differences.getColumns().get(1).getCellData(0)));
        assertEquals("64", fx(() -> differences.getColumns().get(2).getCellData(0)));
        assertEquals(1, fx(() -> differences.getItems().size()));
        Comparing.Compared two =
                Objects.requireNonNull(fx(() -> comparing.comparedProperty().get()));
        assertEquals(20.0, two.loss().get(1).x()[19], "epochs");
        fx(() -> {
            view.frame().lookupAll(".toggle-button").stream()
                    .map(ToggleButton.class::cast)
                    .filter(toggle -> toggle.getText().equals(Messages.text("runs.axis.pairs")))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            return true;
        });
        await("the axis of pairs", () -> {
            Comparing.Compared now = comparing.comparedProperty().get();
            return now != null && now.loss().get(1).x()[19] == 20 * 2720;
        });
        choose("a", "b", "c");
        await("two lines of three runs", () -> {
            Comparing.Compared now = comparing.comparedProperty().get();
            return now != null && now.repeated() && now.loss().size() == 2;
        });
        choose();
        assertEquals(
                Messages.text("runs.compare.none"),
                fx(() -> comparing.hintProperty().get()));
        assertEquals(
                Messages.text("runs.compare.none"), fx(() -> comparing.loss().hint()));
    }

    @Test
    void aComparisonIsTheFileThatTheCommandWritesAndComesBack() throws Exception {
        WrittenRuns.completed(runs.resolve("a"), WrittenRuns.batches(64), 5, DAY);
        WrittenRuns.completed(runs.resolve("b"), WrittenRuns.batches(8), 5, DAY.plusSeconds(60));
        WrittenRuns.completed(runs.resolve("c"), WrittenRuns.batches(8).withSeed(1), 5, DAY.plusSeconds(120));
        look("c", "b", "a");
        assertTrue(fx(() -> comparing.copy(ComparisonFigure.Measure.LOSS)).isEmpty(), "there is none yet");
        choose("c", "b", "a");
        await("the comparison", () -> comparing.comparedProperty().get() != null);
        for (ComparisonFigure.Measure measure : ComparisonFigure.Measure.values()) {
            String name = measure.name().toLowerCase(Locale.ROOT);
            FigureCopy copy = fx(() -> comparing.copy(measure)).orElseThrow();
            assertEquals("comparison-" + name + "-3-runs", copy.stem());
            for (String format : List.of("png", "svg", "pdf", "csv")) {
                Path file = home.resolve(name + "." + format);
                StringWriter said = new StringWriter();
                String[] line = {
                    "figure",
                    "--figure",
                    name,
                    "-o",
                    file.toString(),
                    "--run",
                    runs.resolve("c").toString(),
                    "--run",
                    runs.resolve("b").toString(),
                    "--run",
                    runs.resolve("a").toString()
                };
                assertEquals(
                        0,
                        Cliplab.run(new PrintWriter(said), new PrintWriter(said), (_, _) -> {}, line),
                        said::toString);
                byte[] drawn = copy.drawing().call().bytes(FigureShape.of(format, 800, 500, null, null, false));
                assertArrayEquals(Files.readAllBytes(file), drawn, format);
            }
        }
        String picture = Files.readString(home.resolve("loss.svg"));
        assertTrue(picture.contains("seeds 0, 1"), "whose numbers they are");
        assertTrue(picture.contains("their median"), "what a band is");
        assertTrue(Files.readString(home.resolve("loss.csv")).contains("batch-size 8 × 2"));

        ComparisonMemory memory = assertInstanceOf(
                ComparisonMemory.class,
                Remembered.read(home.resolve("loss.pdf")).orElseThrow());
        List<RunIdentity> whose =
                memory.runs().stream().map(ComparisonMemory.Run::identity).toList();
        assertEquals(
                List.of(runs.resolve("c"), runs.resolve("b"), runs.resolve("a")), RememberedRun.inLibrary(whose, runs));
        Files.move(runs.resolve("a"), home.resolve("away"));
        List<Path> left = RememberedRun.inLibrary(whose, runs);
        assertEquals(List.of(runs.resolve("c"), runs.resolve("b")), left);
        look("c", "b");
        fx(() -> {
            table().getSelectionModel().clearAndSelect(0);
            ((TextField) view.frame().lookup("#run-seek")).setText("no run has this");
            view.compare(left, new ComparisonRequest(ComparisonFigure.Measure.LOSS, ComparisonFigure.Axis.TIME, true));
            return true;
        });
        assertEquals(2, fx(() -> table().chosenProperty().get().size()));
        await("both compared", () -> comparing.comparedProperty().get() != null);
        assertTrue(fx(() -> toggle("loss.axis.time").isSelected()), "as it was looked at");
        assertTrue(fx(() -> toggle("runs.compare.steps").isSelected()));
    }

    private ToggleButton toggle(String key) {
        return view.frame().lookupAll(".toggle-button").stream()
                .filter(ToggleButton.class::isInstance)
                .map(ToggleButton.class::cast)
                .filter(toggle -> toggle.getText().equals(Messages.text(key)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theRunsToBeComparedAreAwaitedWhereTheLibraryIsNotReadYet() throws Exception {
        WrittenRuns.completed(runs.resolve("a"), WrittenRuns.batches(64), 2, DAY);
        WrittenRuns.completed(runs.resolve("b"), WrittenRuns.batches(8), 2, DAY.plusSeconds(60));
        fx(() -> {
            view.compare(
                    List.of(runs.resolve("a"), runs.resolve("b")),
                    new ComparisonRequest(ComparisonFigure.Measure.ACCURACY, ComparisonFigure.Axis.EPOCH, false));
            return true;
        });
        look("b", "a");
        assertEquals(2, fx(() -> table().chosenProperty().get().size()));
    }

    @Test
    void oneRunIsReportedInEitherFormatAndSeveralAreNot() throws Exception {
        WrittenRuns.completed(runs.resolve("a"), USUAL, 1, DAY);
        WrittenRuns.completed(runs.resolve("b"), USUAL, 1, DAY.plusSeconds(60));
        look("b", "a");
        choose("a");
        MenuButton reports = fx(() -> view.frame().lookupAll(".menu-button").stream()
                .filter(node ->
                        node instanceof MenuButton menu && menu.getText().equals(Messages.text("runs.report")))
                .map(MenuButton.class::cast)
                .findFirst()
                .orElseThrow());
        fx(() -> {
            reports.getItems().forEach(MenuItem::fire);
            return true;
        });
        assertEquals(List.of("report a false HTML", "report a false PDF"), asked);
        choose("a", "b");
        assertTrue(fx(reports::isDisabled));
    }

    @Test
    void aLibraryThatIsNotThereOrIsNoFolderHoldsNoRuns() throws Exception {
        fx(() -> {
            model.refresh();
            return true;
        });
        await("no runs", () -> model.itemsProperty().get() != null);
        assertTrue(fx(view::sentence).contains(": 0."), fx(view::sentence));
        Files.writeString(runs, "a file");
        fx(() -> {
            model.refresh();
            return true;
        });
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(List.of(), fx(this::names));
    }

    @Test
    @Tag("slow")
    void aThousandRunsFillTheTable(TestReporter reporter) throws Exception {
        Path first = WrittenRuns.completed(runs.resolve("run-0000"), USUAL, 30, DAY);
        for (int i = 1; i < 1000; i++) {
            Path copy = Files.createDirectories(runs.resolve("run-%04d".formatted(i)));
            try (var files = Files.list(first)) {
                for (Path file : files.toList()) {
                    Files.copy(file, copy.resolve(file.getFileName()));
                }
            }
        }
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            close();
            makeWindow();
            long begun = System.nanoTime();
            fx(() -> {
                model.refresh();
                return true;
            });
            await("a full table", () -> table().getItems().size() == 1000);
            millis.add(Duration.ofNanos(System.nanoTime() - begun).toMillis());
        }
        reporter.publishEntry("ms to a table of 1,000 runs", millis.toString());
        await("all sizes", () -> model.itemsProperty().get().stream().allMatch(run -> run.bytes() > 0));
        assertEquals(1000, fx(() -> table().getItems().size()));
    }
}
