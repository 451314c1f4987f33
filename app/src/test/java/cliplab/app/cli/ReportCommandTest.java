// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.figures.FigureName;
import cliplab.model.run.RunLibrary;
import cliplab.model.run.RunNotes;
import cliplab.model.run.SavedRun;
import cliplab.model.train.PublishedTrajectory;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.PDXObject;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

/** {@code cliplab report} from its arguments to its files, in this process; read back with readers that are not ours. */
class ReportCommandTest {
    /** What a command printed and how it ended. */
    private record Result(int exitCode, String out, String err) {}

    /** Of the columns whose numbers are the run's own, as epochs.csv calls them. */
    private static final Map<String, String> COLUMNS = Map.of(
            "Loss", "loss",
            "Floor", "floor",
            "Accuracy", "accuracy",
            "Image → text", "top1_i2t",
            "Text → image", "top1_t2i",
            "τ", "temperature",
            "Learning rate", "learning_rate",
            "Seconds", "seconds",
            "Pairs/s", "pairs_per_s");

    @TempDir
    private static Path shared;

    /** The data of the reference experiment, two epochs of few steps. */
    private static Path run;

    /** The report on it, with all figures, of which the map of the embedding takes a second. */
    private static String whole;

    @TempDir
    private Path folder;

    @BeforeAll
    static void trainOnce() throws IOException {
        run = shared.resolve("a run é & <b>");
        Result result = cliplab(
                "train",
                "--threads",
                "2",
                "--device",
                "cpu",
                "--epochs",
                "2",
                "--batch-size",
                "512",
                "--seed",
                "5",
                "--out",
                run.toString());
        assertEquals(0, result.exitCode(), result.err());
        RunLibrary.annotate(run, new RunNotes("A title", "First line\nsecond line", List.of("x", "y")));
        whole = Files.readString(report(run, shared.resolve("report.html")));
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

    private static Path report(Path of, Path file, String... more) {
        Result result = cliplab(
                Stream.concat(Stream.of("report", "--run", of.toString(), "-o", file.toString()), Stream.of(more))
                        .toArray(String[]::new));
        assertEquals(0, result.exitCode(), result.err());
        assertEquals("Wrote " + file, result.out().strip());
        return file;
    }

    private Document html(Path of, String... more) throws IOException {
        return Jsoup.parse(report(of, folder.resolve("report.html"), more));
    }

    /** A run with the same numbers and without what was kept of each epoch, to be changed and quickly reported. */
    private Path copy() throws IOException {
        Path target = Files.createDirectory(folder.resolve("copy"));
        try (Stream<Path> files = Files.list(run)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
        return target;
    }

    private static void keepLines(Path file, int lines) throws IOException {
        Files.write(file, Files.readAllLines(file).subList(0, lines));
    }

    private static String textOf(Document page, String selector) {
        Element found = page.selectFirst(selector);
        assertNotNull(found, selector);
        return found.text();
    }

    @Test
    void thePageIsWholeInItselfAndReadAlikeAsHtmlAndAsXml() throws Exception {
        String text = whole;
        Document page = Jsoup.parse(text);
        var xml = DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(text)));
        assertEquals(
                xml.getElementsByTagNameNS("*", "*").getLength(),
                page.getAllElements().size() - 1); // jsoup counts the document
        assertEquals(
                Objects.requireNonNull(page.selectFirst("style")).data(),
                xml.getElementsByTagName("style").item(0).getTextContent());

        assertTrue(page.select("script, link, iframe, object, embed").isEmpty());
        for (Element element : page.select("[src], [href], [xlink:href]")) {
            for (String name : List.of("src", "href", "xlink:href")) {
                String address = element.attr(name);
                assertTrue(
                        address.isEmpty() || address.startsWith("#") || address.startsWith("data:"),
                        () -> element.tagName() + " " + address);
            }
        }
        Set<String> ids = new HashSet<>();
        page.select("[id]").forEach(element -> assertTrue(ids.add(element.id()), element.id()));
        for (MatchResult match :
                Pattern.compile("url\\(([^)]{1,40})").matcher(text).results().toList()) {
            String address = match.group(1);
            assertTrue(
                    address.startsWith("data:") || (address.startsWith("#") && ids.contains(address.substring(1))),
                    address);
        }
    }

    @Test
    void everyFigureIsInItAsVectorsAndText() throws IOException {
        Document page = Jsoup.parse(whole);
        for (FigureName name : FigureName.values()) {
            Element svg = page.selectFirst("#figure-" + name.id() + " > svg[role=img]");
            assertNotNull(svg, name.id());
            assertFalse(svg.attr("viewBox").isEmpty());
            assertTrue(svg.select("text").size() > 5, name.id());
            assertTrue(svg.text().contains("seed 5"), svg.text());
        }
        assertEquals(FigureName.values().length, page.select("figure").size());
    }

    @Test
    void itsNumbersAreThoseOfTheRunBesideThosePublished() throws IOException {
        Document page = Jsoup.parse(whole);
        Element table = page.selectFirst("table.numbers");
        assertNotNull(table);
        List<String> headings = table.select("thead th").eachText();
        Elements rows = table.select("tbody tr");
        List<NamedCsvRecord> epochs;
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(run.resolve("epochs.csv"))) {
            epochs = reader.stream().toList();
        }
        assertEquals(3, epochs.size());
        assertEquals(epochs.size(), rows.size());
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            Elements cells = rows.get(i).select("td");
            for (int column = 0; column < headings.size(); column++) {
                String name = COLUMNS.get(headings.get(column));
                Element number = cells.get(column).selectFirst("data");
                if (name != null) {
                    assertEquals(epochs.get(i).getField(name), number == null ? "" : number.attr("value"), name);
                    seen.add(name);
                }
            }
        }
        assertEquals(Set.copyOf(COLUMNS.values()), seen);
        int published = headings.indexOf("Loss, published");
        PublishedTrajectory.Point first = PublishedTrajectory.POINTS.getFirst();
        assertEquals(
                Double.toString(first.loss()),
                rows.get(first.epoch())
                        .select("td")
                        .get(published)
                        .select("data")
                        .attr("value"));
        assertTrue(rows.get(2).select("td").get(published).select("data").isEmpty());
    }

    @Test
    void theNumbersOfAnotherExperimentHaveNoPublishedOnesBesideThem() throws IOException {
        Path other = copy();
        Path manifest = other.resolve("run.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"infonce\"", "\"sigmoid\""));
        Document page = html(other);
        assertTrue(page.select("th:contains(published)").isEmpty());
        assertTrue(page.text().contains("The published numbers are left out"));
    }

    @Test
    void whatWasReachedIsSaidFromTheNumbers() throws IOException {
        Document page = Jsoup.parse(whole);
        List<String> lines = Files.readAllLines(run.resolve("epochs.csv"));
        double accuracy =
                Double.parseDouble(List.of(lines.getLast().split(",", -1)).get(7));
        String reached = textOf(page, ".reached").replace('\u00a0', ' ');
        assertTrue(reached.contains("After epoch 2 "), reached);
        assertTrue(
                reached.contains(String.format("was %.1f %%; guessing among the 16 labels", 100 * accuracy)), reached);
        assertTrue(textOf(page, ".standing").startsWith("Completed: 2 of 2 epochs"));
    }

    @Test
    void whatAPersonWroteOnTheRunIsSaid() {
        Document page = Jsoup.parse(whole);
        assertEquals("A title", textOf(page, "h1"));
        assertEquals("A title · CLIP Lab report", page.title());
        Element header = page.selectFirst("header");
        assertNotNull(header);
        assertTrue(header.text().contains("Run a run é & <b>"), header.text());
        assertTrue(header.text().contains("Tags: x, y"), header.text());
        assertTrue(header.wholeText().contains("First line\nsecond line"), header.wholeText());
    }

    @Test
    void whatDiffersFromThePresetIsMarked() throws IOException {
        assertEquals(
                List.of("Epochs", "Pairs a step"),
                Jsoup.parse(whole).select("table.setup tr.changed th").eachText());
    }

    @Test
    void itsCommandMakesTheSameRun() throws IOException {
        Setup again = Setup.parse(textOf(Jsoup.parse(whole), "#command"));
        SavedRun saved = SavedRun.open(run);
        assertEquals(saved.manifest().options(), again.options());
        assertEquals(2, again.threads());
        assertEquals("cpu", again.device());
    }

    @Test
    void promptsChosenBeforeTheStartArePartOfTheCommand() throws IOException {
        Path copy = copy();
        Files.writeString(copy.resolve("changes.csv"), """
                step,setting,from,to
                1,evaluation_templates,a {},a {}|{}
                """);
        Setup again = Setup.parse(textOf(html(copy), "#command"));
        assertEquals(
                List.of("a {}", "{}"),
                again.evaluationTemplates().stream()
                        .map(template -> template.text())
                        .toList());
    }

    @Test
    void aSteeredRunIsReplayedFromItsReportAlone() throws IOException {
        Path steered = Files.move(steered(), folder.resolve("steered \"1\""));
        Document page = html(steered);
        List<String> line = LineWords.split(textOf(page, "#command"));
        assertEquals(List.of("cliplab", "train", "--replay", "steered \"1\""), line);
        assertEquals(2, page.select("table.changes tbody tr").size());
        Path replayed = replay(fromPaper(page), folder.resolve("replayed"));
        assertEquals(
                Files.readString(steered.resolve("changes.csv")), Files.readString(replayed.resolve("changes.csv")));
        assertEquals(List.of("1024", "2048", "2720"), column(replayed, "steps.csv", "pairs"), "the changes were made");
    }

    @Test
    @Tag("slow")
    void aReplayFromItsReportIsTheSameRunBitForBit() throws IOException {
        Path steered = replay(steered(), folder.resolve("steered"));
        Path again = replay(fromPaper(html(steered)), folder.resolve("again"));
        for (String same :
                List.of("changes.csv", "epochs/0001/weights.safetensors", "epochs/0001/snapshot.safetensors")) {
            assertEquals(-1, Files.mismatch(steered.resolve(same), again.resolve(same)), same);
        }
        assertEquals(column(steered, "steps.csv", "loss"), column(again, "steps.csv", "loss"));
    }

    /** As if settings had been changed by hand; of one epoch. */
    private Path steered() throws IOException {
        Path steered = copy();
        Path manifest = steered.resolve("run.json");
        Files.writeString(manifest, Files.readString(manifest).replace("\"epochs\": 2", "\"epochs\": 1"));
        Files.writeString(steered.resolve("changes.csv"), """
                step,setting,from,to
                1,batch_size,512,1024
                2,learning_rate,5.0E-4,0.001
                """);
        return steered;
    }

    /** A folder with the files that the page has within it. */
    private Path fromPaper(Document page) throws IOException {
        Path fromPaper = Files.createDirectory(folder.resolve("from paper"));
        for (Element file : page.select("pre[data-file]")) {
            Files.writeString(fromPaper.resolve(file.attr("data-file")), file.wholeText());
        }
        return fromPaper;
    }

    private static Path replay(Path of, Path out) {
        Result result = cliplab("train", "--replay", of.toString(), "--out", out.toString());
        assertEquals(0, result.exitCode(), result.err());
        return out;
    }

    private static List<String> column(Path of, String table, String name) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(of.resolve(table))) {
            return reader.stream().map(row -> row.getField(name)).toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, the run was interrupted, true",
        "STOPPED, the run was stopped on request, true",
        "FAILED, the run was ended by an error, true",
        "DIVERGED, 'the run diverged, a number stopped being finite', false"
    })
    void anUnfinishedRunIsSaidToBeOne(String status, String words, boolean resumable) throws IOException {
        Path copy = copy();
        Path manifest = copy.resolve("run.json");
        Files.writeString(manifest, Files.readString(manifest).replace("COMPLETED", status));
        keepLines(copy.resolve("epochs.csv"), 3);
        keepLines(copy.resolve("steps.csv"), 9);
        Document page = html(copy);
        String standing = textOf(page, ".standing");
        assertTrue(standing.startsWith("Not finished: " + words), standing);
        assertTrue(standing.contains("1 of 2 epochs"), standing);
        assertEquals(resumable, page.selectFirst("#resume") != null);
        assertNotNull(page.selectFirst("#figure-loss svg"));
    }

    @Test
    void whatARunCannotShowIsNamedAndTheRestIsThere() throws IOException {
        Path copy = copy();
        Document page = html(copy);
        assertTrue(textOf(page, "#no-similarity").contains("was not kept"));
        assertTrue(textOf(page, "#no-embedding").contains("was not kept"));
        assertNotNull(page.selectFirst("#figure-loss svg"));
        assertNotNull(page.selectFirst("#figure-accuracy svg"));
    }

    @Test
    void aRunWithoutAStepHasAReport() throws IOException {
        Path copy = copy();
        keepLines(copy.resolve("epochs.csv"), 1);
        keepLines(copy.resolve("steps.csv"), 1);
        Document page = html(copy);
        assertTrue(textOf(page, ".reached").startsWith("No epoch was evaluated"));
        assertEquals("No epoch is done.", textOf(page, "#epochs .hint"));
        assertTrue(page.select("figure").isEmpty());
        assertNotNull(page.selectFirst("#no-loss"));
        assertTrue(Files.size(report(copy, folder.resolve("report.pdf"))) > 0);
    }

    @Test
    void dataThatThisVersionDrawsDifferentlyLeavesTheNumbers() throws IOException {
        Path copy = copy();
        Path manifest = copy.resolve("run.json");
        String text = Files.readString(manifest);
        String digest = SavedRun.open(run).manifest().dataDigest();
        Files.writeString(manifest, text.replace(digest, digest.replace('a', 'b')));
        Document page = html(copy);
        assertTrue(textOf(page, "#figures .hint").contains("draws differently"));
        assertEquals(3, page.select("table.numbers tbody tr").size());
    }

    @Test
    void thePdfHasItsTextAndItsFontsInside() throws IOException {
        try (PDDocument pdf =
                Loader.loadPDF(report(run, folder.resolve("report.pdf")).toFile())) {
            String text = new PDFTextStripper().getText(pdf).replaceAll("\\s+", " ");
            SavedRun saved = SavedRun.open(run);
            for (String words : List.of(
                    "a run é & <b>",
                    "Completed: 2 of 2 epochs",
                    "Reference preset",
                    "3.5117", // published
                    saved.manifest().dataDigest(),
                    "cliplab train --seed 5",
                    // within figures
                    "chance 6.25%",
                    "t-SNE, perplexity 15")) {
                assertTrue(text.contains(words), words + " is not in\n" + text);
            }
            Map<String, Boolean> fonts = new HashMap<>();
            for (PDPage page : pdf.getPages()) {
                fonts(page.getResources(), fonts);
            }
            assertFalse(fonts.isEmpty());
            assertFalse(fonts.containsValue(false), fonts.toString());
            PDDocumentInformation information = pdf.getDocumentInformation();
            assertEquals("A title · CLIP Lab report", information.getTitle());
            assertTrue(information.getSubject().startsWith("Completed: 2 of 2 epochs"), information.getSubject());
            assertTrue(information.getProducer().startsWith("CLIP Lab "), information.getProducer());
            assertEquals("en-GB", pdf.getDocumentCatalog().getLanguage());
        }
    }

    /** Whether each is embedded, by name, within figures too. */
    private static void fonts(PDResources resources, Map<String, Boolean> found) throws IOException {
        for (COSName name : resources.getFontNames()) {
            var font = resources.getFont(name);
            found.merge(String.valueOf(font.getName()), font.isEmbedded(), Boolean::logicalAnd);
        }
        for (COSName name : resources.getXObjectNames()) {
            PDXObject object = resources.getXObject(name);
            if (object instanceof PDFormXObject form && form.getResources() != null) {
                fonts(form.getResources(), found);
            }
        }
    }

    @Test
    void anEpochThatIsAskedForIsShown() throws IOException {
        assertTrue(textOf(html(run, "--epoch", "1"), "#figure-similarity").contains("epoch 1 of 2"));
        Result result = cliplab(
                "report",
                "--run",
                run.toString(),
                "-o",
                folder.resolve("x.html").toString(),
                "--epoch",
                "7");
        assertEquals(ExitCode.UNREADABLE, result.exitCode());
        assertEquals(
                "cliplab: Epoch 7 is not done; the run has epochs 0 to 2.",
                result.err().strip());
        assertFalse(Files.exists(folder.resolve("x.html")));
    }

    @Test
    void whatIsAskedForWronglyIsSaidInOneLine() {
        String file = folder.resolve("x.html").toString();
        Result bare = cliplab("report");
        assertEquals(ExitCode.USAGE, bare.exitCode());
        assertTrue(bare.err().contains("--run") && bare.err().contains("-o"), bare.err());
        Result noRun = cliplab("report", "--run", folder.toString(), "-o", file);
        assertEquals(ExitCode.UNREADABLE, noRun.exitCode());
        assertTrue(noRun.err().contains("holds no run"), noRun.err());
        Result form = cliplab(
                "report", "--run", run.toString(), "-o", folder.resolve("x.doc").toString());
        assertEquals(ExitCode.USAGE, form.exitCode());
        assertTrue(form.err().contains("*.html or *.pdf"), form.err());
        Result place = cliplab(
                "report",
                "--run",
                run.toString(),
                "-o",
                folder.resolve("no/x.html").toString());
        assertEquals(ExitCode.UNREADABLE, place.exitCode());
        assertTrue(place.err().contains("there is no such folder"), place.err());
        Result help = cliplab("report", "--help");
        assertEquals(0, help.exitCode());
        for (String option : List.of("--run", "-o", "--epoch", "*.html or *.pdf", "Exit codes")) {
            assertTrue(help.out().contains(option), option);
        }
    }
}
