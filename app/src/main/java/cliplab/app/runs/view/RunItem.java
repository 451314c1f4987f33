// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.app.runs.RunSetting;
import cliplab.model.run.RunManifest;
import cliplab.model.run.RunNotes;
import cliplab.model.run.RunRow;
import cliplab.model.run.RunStatus;
import cliplab.model.run.RunSummary;
import cliplab.viz.text.Messages;
import java.io.File;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of the table. Immutable; what a column does not know is null.
 *
 * @param row the run as it was when it was read
 * @param changed what its setup changes of the published experiment; what is wrong where it cannot be read
 * @param bytes on disk; −1 while it is not known
 */
record RunItem(RunRow row, String changed, long bytes) {
    static RunItem of(RunRow row, long bytes) {
        return new RunItem(
                row,
                switch (row) {
                    case RunRow.Known known ->
                        RunSetting.changed(known).entrySet().stream()
                                .map(entry -> entry.getKey().id() + " " + entry.getValue())
                                .collect(Collectors.joining(", "));
                    case RunRow.Newer newer -> sentence(newer.problem(), newer.folder());
                    case RunRow.Damaged damaged -> sentence(damaged.problem(), damaged.folder());
                },
                bytes);
    }

    /** Short of the place where all runs are. */
    private static String sentence(String problem, Path folder) {
        String brief = problem.replace(folder + File.separator, "")
                .replace(folder.toString(), folder.getFileName().toString());
        return brief.endsWith(".") ? brief : brief + ".";
    }

    /** Equal, but not the same. */
    RunItem copy() {
        return new RunItem(row, changed, bytes);
    }

    RunItem withBytes(long value) {
        return new RunItem(row, changed, value);
    }

    RunItem withNotes(RunNotes notes) {
        return new RunItem(
                switch (row) {
                    case RunRow.AtRest rest -> new RunRow.AtRest(rest.run(), notes, rest.summary());
                    case RunRow.Writing writing -> new RunRow.Writing(writing.run(), notes, writing.summary());
                    case RunRow.Newer newer -> new RunRow.Newer(newer.folder(), notes, newer.schema(), newer.problem());
                    case RunRow.Damaged damaged -> new RunRow.Damaged(damaged.folder(), notes, damaged.problem());
                },
                changed,
                bytes);
    }

    Path folder() {
        return row.folder();
    }

    String name() {
        return row.name();
    }

    /** Whether it can be opened. */
    boolean isKnown() {
        return row instanceof RunRow.Known;
    }

    /** Whether it can go on, and nobody writes it. */
    boolean isResumable() {
        return row instanceof RunRow.AtRest rest && rest.run().manifest().status() != RunStatus.COMPLETED;
    }

    /** How it stands, in a word or two. */
    String state() {
        return switch (row) {
            case RunRow.Writing _ -> Messages.text("runs.state.writing");
            case RunRow.Newer _ -> Messages.text("runs.state.newer");
            case RunRow.Damaged _ -> Messages.text("runs.state.damaged");
            case RunRow.AtRest rest ->
                switch (rest.run().manifest().status()) {
                    case RUNNING -> Messages.text("runs.state.interrupted");
                    case COMPLETED -> Messages.text("runs.state.completed");
                    case STOPPED -> Messages.text("runs.state.stopped");
                    case DIVERGED -> Messages.text("runs.state.diverged");
                    case FAILED -> Messages.text("runs.state.failed");
                };
        };
    }

    String preset() {
        RunManifest run = manifest();
        return run == null ? "" : run.preset();
    }

    @Nullable
    Long seed() {
        RunManifest run = manifest();
        return run == null ? null : run.options().seed();
    }

    /** Those that ended. */
    @Nullable
    Integer epochs() {
        return row instanceof RunRow.Known known
                ? Integer.valueOf(Math.max(0, known.summary().epoch()))
                : null;
    }

    /** Those that ended, of those that were wanted. */
    String epochWords() {
        RunManifest run = manifest();
        return run == null ? "" : epochs() + "/" + run.options().epochs();
    }

    @Nullable
    Double accuracy() {
        return number(RunSummary::accuracy);
    }

    @Nullable
    Double bestAccuracy() {
        return number(RunSummary::bestAccuracy);
    }

    @Nullable
    Double loss() {
        return number(RunSummary::loss);
    }

    @Nullable
    Double seconds() {
        return number(RunSummary::seconds);
    }

    @Nullable
    Instant created() {
        RunManifest run = manifest();
        try {
            return run == null ? null : Instant.parse(run.created());
        } catch (DateTimeException e) {
            return null; // another program's, or a hand's
        }
    }

    @Nullable
    Long size() {
        return bytes < 0 ? null : bytes;
    }

    String tags() {
        return String.join(", ", row.notes().tags());
    }

    /** What a search looks through, in small letters. */
    String words() {
        return String.join(
                        "\n",
                        name(),
                        folder().getFileName().toString(),
                        state(),
                        preset(),
                        changed,
                        row.notes().note(),
                        tags())
                .toLowerCase(Locale.ROOT);
    }

    private @Nullable RunManifest manifest() {
        return row instanceof RunRow.Known known ? known.run().manifest() : null;
    }

    private @Nullable Double number(ToDoubleFunction<RunSummary> value) {
        if (row instanceof RunRow.Known known) {
            double number = value.applyAsDouble(known.summary());
            return Double.isNaN(number) ? null : number;
        }
        return null;
    }
}
