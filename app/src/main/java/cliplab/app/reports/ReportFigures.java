// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import cliplab.app.figures.DrawnRun;
import cliplab.app.figures.FigureName;
import cliplab.app.figures.FigureRequest;
import cliplab.app.figures.FigureShape;
import cliplab.app.figures.FigureView;
import cliplab.app.figures.MadeFigure;
import cliplab.app.figures.RunFigures;
import cliplab.app.runs.FileErrors;
import cliplab.model.train.EpochMetrics;
import cliplab.viz.export.ExportFormat;
import cliplab.viz.export.ExportSize;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.util.Base64;
import java.util.OptionalInt;
import javax.xml.stream.XMLStreamException;

/** The figures of a report: each that the run can give, and of each other why it cannot. Belongs to one thread. */
final class ReportFigures {
    /** As wide as a page's text at true size: 170 mm. */
    private static final int WIDTH = 640;

    private static final int HEIGHT = 420;
    /** Square fields, one to a class. */
    private static final int SIMILARITY_HEIGHT = 520;

    private final ReportedRun run;
    private final OptionalInt epoch;
    private final Form form;

    /** How figures become part of a document. */
    enum Form {
        /** Elements of the page. */
        SVG,
        /** A page of its own each, within an {@code img}, which only our maker of PDF knows. */
        PDF
    }

    /** @param epoch the one shown, and marked in the curves; empty for the last that was kept, and no mark */
    ReportFigures(ReportedRun run, OptionalInt epoch, Form form) {
        this.run = run;
        this.epoch = epoch;
        this.form = form;
    }

    void write(Page page) throws IOException {
        page.section("figures", Messages.text("report.figures"));
        DrawnRun drawn = run.drawn();
        if (drawn == null) {
            page.leaf("p", Messages.text("report.figures.none", run.undrawn()), "class", "hint");
        } else {
            for (FigureName name : FigureName.values()) {
                write(page, drawn, name);
            }
        }
        page.close();
    }

    private void write(Page page, DrawnRun drawn, FigureName name) throws IOException {
        MadeFigure made;
        try {
            made = RunFigures.make(drawn, new FigureRequest(name, epochOf(drawn, name), FigureView.USUAL));
        } catch (IOException e) {
            page.open("p", "class", "hint", "id", "no-" + name.id())
                    .text(Messages.text("report.figures.missing", name.id(), FileErrors.sentence(e)))
                    .close();
            return;
        }
        page.open("figure", "id", "figure-" + name.id());
        int height = name == FigureName.SIMILARITY ? SIMILARITY_HEIGHT : HEIGHT;
        ExportFormat format = form == Form.SVG ? ExportFormat.SVG : ExportFormat.PDF;
        byte[] drawing = made.bytes(new FigureShape(format, ExportSize.of(WIDTH, height, 1), false));
        String label = made.provenance().title();
        if (form == Form.SVG) {
            try {
                InlineSvg.copy(drawing, name.id() + "-", label, page.writer());
            } catch (XMLStreamException e) {
                throw new IOException("the figure " + name.id() + " cannot be put into the page", e);
            }
        } else {
            String data = "data:application/pdf;base64," + Base64.getEncoder().encodeToString(drawing);
            page.empty("img", "src", data, "alt", label);
        }
        page.close();
    }

    private OptionalInt epochOf(DrawnRun drawn, FigureName name) throws IOException {
        if (epoch.isPresent() || !name.ofOneEpoch()) {
            return epoch;
        }
        for (EpochMetrics done : drawn.epochs().reversed()) {
            if (drawn.looks().at(done.epoch()).isPresent()) {
                return OptionalInt.of(done.epoch());
            }
        }
        return epoch;
    }
}
