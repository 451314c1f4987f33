// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import cliplab.model.data.PromptTemplate;
import cliplab.model.loss.ContrastiveLoss;
import cliplab.model.loss.InfoNce;
import cliplab.model.loss.SigmoidPairwise;
import cliplab.model.train.Change;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.Temperature;
import cliplab.model.train.TrainingOptions;
import cliplab.viz.text.Messages;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a run was begun with, beside the Reference preset, and what was changed while it ran. Stateless. */
final class SetupTable {
    private SetupTable() {}

    /** What a run begins with. */
    private record Begun(TrainingOptions options, LiveOptions live) {}

    private record Row(String name, Function<Begun, String> value) {}

    static void write(Page page, ReportedRun run) {
        page.section("setup", Messages.text("report.setup"));
        Begun own = new Begun(run.manifest().options(), run.begun());
        Begun preset = new Begun(TrainingOptions.REFERENCE, LiveOptions.startOf(TrainingOptions.REFERENCE));
        page.open("div", "class", "scroll").open("table", "class", "setup");
        page.head(List.of(
                Messages.text("report.setup.setting"),
                Messages.text("report.setup.value"),
                Messages.text("report.setup.preset"),
                Messages.text("report.setup.mark")));
        page.open("tbody");
        // Every seed of the preset is the preset.
        line(
                page,
                Messages.text("setup.seed"),
                Long.toString(own.options().seed()),
                Messages.text("report.setup.any"),
                false);
        for (Row row : rows()) {
            String value = row.value().apply(own);
            String usual = row.value().apply(preset);
            line(page, row.name(), value, usual, !value.equals(usual));
        }
        page.close().close().close();
        changes(page, run);
        page.close();
    }

    private static void line(Page page, String name, String value, String preset, boolean changed) {
        page.open("tr", "class", changed ? "changed" : "usual").leaf("th", name, "scope", "row");
        page.leaf("td", value).leaf("td", preset, "class", "ghost");
        page.leaf("td", changed ? Messages.text("report.setup.changed") : "\u00a0", "class", "mark");
        page.close();
    }

    private static List<Row> rows() {
        return List.of(
                new Row(Messages.text("setup.captions"), begun -> captions(begun.options())),
                new Row(
                        Messages.text("setup.noise"),
                        begun -> number(begun.options().data().captionNoise())),
                new Row(
                        Messages.text("setup.declared"),
                        begun -> Integer.toString(begun.options().data().templates())),
                new Row(
                        Messages.text("setup.inuse"),
                        begun -> Integer.toString(begun.live().trainingTemplates())),
                new Row(
                        Messages.text("setup.evaluation"),
                        begun -> begun.live().evaluationTemplates().stream()
                                .map(PromptTemplate::text)
                                .collect(Collectors.joining(" | "))),
                new Row(
                        Messages.text("setup.withheld"),
                        begun -> begun.options().data().withheld().isEmpty()
                                ? Messages.text("report.setup.none")
                                : String.join(", ", begun.options().data().withheld())),
                new Row(
                        Messages.text("setup.loss"),
                        begun -> loss(begun.options().loss())),
                new Row(
                        Messages.text("report.setup.dimensions"),
                        begun -> Integer.toString(begun.options().embedDim())),
                new Row(
                        Messages.text("report.setup.strides"),
                        begun -> begun.options().strides().stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", "))),
                new Row(
                        Messages.text("setup.epochs"),
                        begun -> Integer.toString(begun.options().epochs())),
                new Row(
                        Messages.text("setup.batch"),
                        begun -> Integer.toString(begun.live().batchSize())),
                new Row(
                        Messages.text("setup.rate"),
                        begun -> number(begun.live().learningRate())),
                new Row(
                        Messages.text("setup.decay"),
                        begun -> number(begun.options().weightDecay())),
                new Row(
                        Messages.text("setup.temperature"),
                        begun -> temperature(begun.live().temperature())));
    }

    private static String captions(TrainingOptions options) {
        // messages: setup.captions.*
        return Messages.text(
                "setup.captions." + options.data().captions().name().toLowerCase(Locale.ROOT));
    }

    private static String loss(ContrastiveLoss loss) {
        return switch (loss) {
            case SigmoidPairwise _ -> Messages.text("setup.loss.sigmoid");
            case InfoNce infoNce ->
                Messages.text("setup.loss.infonce")
                        + switch (infoNce.direction()) {
                            case BOTH -> "";
                            case IMAGE_TO_TEXT -> ", " + Messages.text("setup.direction.image");
                            case TEXT_TO_IMAGE -> ", " + Messages.text("setup.direction.text");
                        };
        };
    }

    private static String temperature(Temperature temperature) {
        return switch (temperature) {
            case Temperature.Learned learned -> Messages.text("report.setup.learned", number(learned.start()));
            case Temperature.Held held -> Messages.text("report.setup.held", number(held.value()));
        };
    }

    /** Without loss, as people write it. */
    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static void changes(Page page, ReportedRun run) {
        page.leaf("h3", Messages.text("report.changes"));
        if (run.changes().isEmpty()) {
            page.leaf("p", Messages.text("report.changes.none"), "class", "hint");
            return;
        }
        page.open("div", "class", "scroll").open("table", "class", "changes");
        page.head(List.of(
                Messages.text("report.changes.step"),
                Messages.text("report.setup.setting"),
                Messages.text("report.changes.from"),
                Messages.text("report.changes.to")));
        page.open("tbody");
        for (Change change : run.changes()) {
            page.open("tr").leaf("td", Long.toString(change.step()));
            page.leaf("td", name(change)).leaf("td", change.from()).leaf("td", change.to());
            page.close();
        }
        page.close().close().close();
    }

    private static String name(Change change) {
        return switch (change.setting()) {
            case TEMPERATURE -> Messages.text("setup.temperature");
            case BATCH_SIZE -> Messages.text("setup.batch");
            case LEARNING_RATE -> Messages.text("setup.rate");
            case TRAINING_TEMPLATES -> Messages.text("setup.inuse");
            case EVALUATION_TEMPLATES -> Messages.text("setup.evaluation");
        };
    }
}
