// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.reports;

import cliplab.model.train.EpochMetrics;
import cliplab.model.train.PublishedTrajectory;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** The numbers of each epoch, beside those that were published of the same experiment. Stateless. */
final class EpochTable {
    /** Of a longer run some are left out; its own table has them all. */
    private static final int MOST_ROWS = 200;

    private EpochTable() {}

    /** @param published whether its numbers are not the run's own */
    private record Column(
            String heading, boolean published, ToDoubleFunction<EpochMetrics> value, DoubleFunction<String> print) {
        double of(EpochMetrics epoch) {
            return value.applyAsDouble(epoch);
        }
    }

    static void write(Page page, ReportedRun run) {
        page.section("epochs", Messages.text("report.epochs"));
        if (run.epochs().isEmpty()) {
            page.leaf("p", Messages.text("report.epochs.none"), "class", "hint").close();
            return;
        }
        boolean published = PublishedTrajectory.isOf(run.manifest().options());
        List<EpochMetrics> rows = thinned(run.epochs());
        List<Column> columns = columns(published).stream()
                .filter(column -> rows.stream().anyMatch(row -> !Double.isNaN(column.of(row))))
                .toList();
        page.open("div", "class", "scroll").open("table", "class", "numbers").open("thead");
        page.open("tr");
        columns.forEach(column ->
                page.leaf("th", column.heading(), "scope", "col", "class", column.published() ? "ghost" : "own"));
        page.close().close().open("tbody");
        for (EpochMetrics row : rows) {
            page.open("tr");
            columns.forEach(column -> cell(page, column, column.of(row)));
            page.close();
        }
        page.close().close().close();
        String note = published
                ? Messages.text("report.epochs.published", PublishedTrajectory.SECONDS)
                : Messages.text("report.epochs.unpublished");
        page.leaf("p", note, "class", "hint");
        if (rows.size() < run.epochs().size()) {
            page.leaf(
                    "p",
                    Messages.text(
                            "report.epochs.thinned", rows.size(), run.epochs().size()),
                    "class",
                    "hint");
        }
        page.close();
    }

    /** As it reads, and without loss for programs. */
    private static void cell(Page page, Column column, double value) {
        page.open("td", "class", column.published() ? "ghost" : "own");
        if (!Double.isNaN(value)) {
            page.leaf("data", column.print().apply(value), "value", Double.toString(value));
        } else {
            page.text(column.published() ? "\u00a0" : "–");
        }
        page.close();
    }

    private static List<EpochMetrics> thinned(List<EpochMetrics> all) {
        int stride = Math.ceilDiv(all.size(), MOST_ROWS);
        int last = all.getLast().epoch();
        return all.stream()
                .filter(epoch -> epoch.epoch() % stride == 0
                        || epoch.epoch() == last
                        || PublishedTrajectory.at(epoch.epoch()).isPresent())
                .toList();
    }

    private static List<Column> columns(boolean published) {
        DoubleFunction<String> whole = value -> Numbers.count((int) value);
        List<Column> columns = new ArrayList<>();
        columns.add(own(Messages.text("report.epochs.epoch"), EpochMetrics::epoch, whole));
        columns.add(own(Messages.text("report.epochs.step"), EpochMetrics::step, whole));
        columns.add(own(Messages.text("report.epochs.loss"), EpochMetrics::loss, Numbers::four));
        if (published) {
            columns.add(ghost(
                    Messages.text("report.epochs.loss.published"), PublishedTrajectory.Point::loss, Numbers::four));
        }
        columns.add(own(Messages.text("report.epochs.floor"), EpochMetrics::floor, Numbers::four));
        columns.add(own(Messages.text("report.epochs.accuracy"), EpochMetrics::accuracy, Numbers::percent));
        if (published) {
            columns.add(ghost(
                    Messages.text("report.epochs.accuracy.published"),
                    PublishedTrajectory.Point::accuracy,
                    Numbers::percent));
        }
        columns.add(own(Messages.text("report.epochs.withheld"), EpochMetrics::accuracyWithheld, Numbers::percent));
        columns.add(own(Messages.text("report.epochs.images"), EpochMetrics::top1ImageToText, Numbers::percent));
        columns.add(own(Messages.text("report.epochs.texts"), EpochMetrics::top1TextToImage, Numbers::percent));
        columns.add(own(Messages.text("report.epochs.temperature"), EpochMetrics::temperature, Numbers::four));
        columns.add(own(Messages.text("report.epochs.rate"), EpochMetrics::learningRate, Numbers::six));
        columns.add(own(Messages.text("report.epochs.seconds"), EpochMetrics::seconds, Numbers::one));
        columns.add(own(Messages.text("report.epochs.speed"), EpochMetrics::pairsPerSecond, whole));
        return columns;
    }

    private static Column own(String heading, ToDoubleFunction<EpochMetrics> value, DoubleFunction<String> print) {
        return new Column(heading, false, value, print);
    }

    private static Column ghost(
            String heading, ToDoubleFunction<PublishedTrajectory.Point> value, DoubleFunction<String> print) {
        return new Column(
                heading,
                true,
                epoch -> PublishedTrajectory.at(epoch.epoch())
                        .map(value::applyAsDouble)
                        .orElse(Double.NaN),
                print);
    }
}
