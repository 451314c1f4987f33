// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import cliplab.app.runs.Version;
import cliplab.model.run.SavedRun;
import cliplab.viz.export.FigureExporter;
import cliplab.viz.export.FontFaces;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Writes the report on a run: a single file that needs no other. On any one thread but the FX thread; takes a second or two, most
 * of it for the map of the embedding. Stateless.
 */
public final class RunReport {
    private static final Map<String, String> HTML_HEAD =
            Map.of("viewport", "width=device-width, initial-scale=1", "color-scheme", "light dark");

    private RunReport() {}

    /**
     * Writes it whole or not at all; a file that was there is replaced.
     *
     * @param going whether somebody writes the run now
     * @param epoch the one whose similarities and embedding are shown, marked in the curves; empty for the last that was kept
     * @throws IOException where the run cannot be read, has not come to that epoch, or the file cannot be written; the message
     *     is for people
     */
    public static void write(SavedRun saved, boolean going, OptionalInt epoch, ReportFormat format, Path target)
            throws IOException {
        FigureExporter.write(target, bytes(saved, going, epoch, format));
    }

    private static byte[] bytes(SavedRun saved, boolean going, OptionalInt epoch, ReportFormat format)
            throws IOException {
        ReportedRun run = ReportedRun.of(saved, going);
        if (epoch.isPresent() && run.epochs().stream().noneMatch(done -> done.epoch() == epoch.getAsInt())) {
            throw new IOException(Messages.text("report.epoch.missing", epoch.getAsInt(), run.lastEpoch()));
        }
        return switch (format) {
            case HTML -> {
                String body = body(run, new ReportFigures(run, epoch, ReportFigures.Form.SVG));
                String style = FontFaces.css(body) + style("report.css") + style("report-screen.css");
                yield document(run, HTML_HEAD, style, body).getBytes(StandardCharsets.UTF_8);
            }
            case PDF -> {
                String body = body(run, new ReportFigures(run, epoch, ReportFigures.Form.PDF));
                Map<String, String> head = Map.of("subject", Reached.standing(run) + " " + Reached.sentences(run));
                yield PdfPages.of(document(run, head, style("report.css") + style("report-pages.css"), body));
            }
        };
    }

    /** @param said of the document: the maker of PDF takes it as the file's metadata */
    private static String document(ReportedRun run, Map<String, String> said, String style, String body) {
        Page head = new Page();
        head.open("head").empty("meta", "charset", "utf-8");
        said.forEach((name, content) -> head.empty("meta", "name", name, "content", content));
        head.leaf("title", Messages.text("report.title", run.title()));
        head.leaf("style", style).close();
        return "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en-GB\">\n" + head + "\n" + body
                + "\n</html>\n";
    }

    private static String body(ReportedRun run, ReportFigures figures) throws IOException {
        Page page = new Page();
        page.open("body").open("main").open("header");
        page.leaf("p", Messages.text("report.kicker"), "class", "kicker").leaf("h1", run.title());
        notes(page, run);
        page.leaf(
                "p",
                Reached.standing(run),
                "class",
                "standing " + run.standing().key());
        page.leaf("p", Reached.sentences(run), "class", "reached").close();
        SetupTable.write(page, run);
        EpochTable.write(page, run);
        figures.write(page);
        Circumstances.write(page, run);
        Reproduction.write(page, run);
        page.open("footer");
        page.leaf(
                "p",
                Messages.text(
                        "report.written",
                        Version.program(),
                        LocalDate.now(ZoneId.systemDefault()).toString()));
        return page.close().close().close().toString();
    }

    private static void notes(Page page, ReportedRun run) {
        if (!run.title().equals(run.name())) {
            page.leaf("p", Messages.text("report.folder", run.name()), "class", "hint");
        }
        if (!run.notes().note().isEmpty()) {
            page.leaf("p", run.notes().note(), "class", "note");
        }
        if (!run.notes().tags().isEmpty()) {
            page.leaf(
                    "p",
                    Messages.text("report.tags", String.join(", ", run.notes().tags())),
                    "class",
                    "hint");
        }
    }

    /** The style sheet; without what a page's style must not hold, and an XML reader would not have either. */
    private static String style(String name) throws IOException {
        String path = "/cliplab/assets/css/" + name;
        try (InputStream file = RunReport.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
