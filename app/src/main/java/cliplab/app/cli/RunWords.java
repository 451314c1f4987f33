// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.runs.RunSetting;
import cliplab.model.run.RunRow;
import cliplab.model.run.RunSummary;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.stream.Collectors;

/** A run of the library as commands print it. */
final class RunWords {
    private static final String GAP = "–";

    private RunWords() {}

    /** How it stands, in a word. */
    static String state(RunRow row) {
        return switch (row) {
            case RunRow.Writing writing -> "training";
            case RunRow.AtRest run when run.isInterrupted() -> "interrupted";
            case RunRow.AtRest run -> run.run().manifest().status().name().toLowerCase(Locale.ROOT);
            case RunRow.Newer newer -> "newer version";
            case RunRow.Damaged damaged -> "damaged";
        };
    }

    /** Its preset, or what it changes of the published experiment. */
    static String setup(RunRow.Known row) {
        String changed = RunSetting.changed(row).entrySet().stream()
                .map(entry -> entry.getKey().id() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return changed.isEmpty() ? row.run().manifest().preset() : changed;
    }

    static String epochs(RunRow.Known row) {
        return Math.max(0, row.summary().epoch()) + "/"
                + row.run().manifest().options().epochs();
    }

    static String loss(double value) {
        return Double.isNaN(value) ? GAP : "%.3f".formatted(value);
    }

    static String share(double value) {
        return Double.isNaN(value) ? GAP : "%.1f %%".formatted(100 * value);
    }

    static JsonObject json(RunRow row) {
        JsonObject object = new JsonObject();
        object.addProperty("folder", row.folder().toString());
        object.addProperty("name", row.name());
        object.addProperty("state", state(row));
        switch (row) {
            case RunRow.Known run -> addNumbers(object, run);
            case RunRow.Newer newer -> object.addProperty("problem", newer.problem());
            case RunRow.Damaged damaged -> object.addProperty("problem", damaged.problem());
        }
        object.addProperty("note", row.notes().note());
        JsonArray tags = new JsonArray();
        row.notes().tags().forEach(tags::add);
        object.add("tags", tags);
        return object;
    }

    private static void addNumbers(JsonObject object, RunRow.Known run) {
        object.addProperty("created", run.run().manifest().created());
        object.addProperty("preset", run.run().manifest().preset());
        object.addProperty("seed", run.run().manifest().options().seed());
        JsonObject changed = new JsonObject();
        RunSetting.changed(run).forEach((setting, value) -> changed.addProperty(setting.id(), value));
        object.add("changed", changed);
        RunSummary summary = run.summary();
        object.addProperty("epochs", run.run().manifest().options().epochs());
        object.addProperty("epoch", summary.epoch() < 0 ? null : summary.epoch());
        object.addProperty("step", summary.step());
        object.addProperty("seconds", summary.seconds());
        object.addProperty("loss", Jsons.number(summary.loss()));
        object.addProperty("best_loss", Jsons.number(summary.bestLoss()));
        object.addProperty("accuracy", Jsons.number(summary.accuracy()));
        object.addProperty("best_accuracy", Jsons.number(summary.bestAccuracy()));
        object.addProperty("best_epoch", summary.bestEpoch() < 0 ? null : summary.bestEpoch());
    }
}
