// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.app.runs.ComparedRun;
import cliplab.app.runs.RunComparison;
import cliplab.model.run.RunManifest;
import cliplab.model.run.SettingsJson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * What the figure of several runs remembers: enough to compare them again where they are still there. Immutable.
 *
 * @param runs in their order
 */
public record ComparisonMemory(ComparisonRequest request, List<Run> runs) implements Remembered {
    static final String NAME = "comparison";

    /**
     * One of the runs, as far as it had come.
     *
     * @param title as its person called it, or the name of its folder
     * @param epochs done
     * @param changes made while it ran
     */
    public record Run(
            RunIdentity identity,
            String title,
            String preset,
            String device,
            String version,
            int epochs,
            int changes) {}

    public ComparisonMemory {
        runs = List.copyOf(runs);
    }

    static ComparisonMemory of(ComparisonRequest request, RunComparison comparison) {
        return new ComparisonMemory(
                request, comparison.runs().stream().map(ComparisonMemory::run).toList());
    }

    private static Run run(ComparedRun run) {
        RunManifest manifest = run.row().run().manifest();
        return new Run(
                RunIdentity.of(run.row().run()),
                run.row().name(),
                manifest.preset(),
                manifest.device(),
                manifest.versions().getOrDefault("cliplab", ""),
                run.epochs().isEmpty() ? 0 : run.epochs().getLast().epoch(),
                run.row().summary().changes().size());
    }

    @Override
    public String toJson() {
        JsonObject json = Remembered.json(NAME);
        json.addProperty("measure", request.figure());
        json.addProperty("axis", request.counted());
        json.addProperty("steps", request.steps());
        JsonArray all = new JsonArray();
        for (Run run : runs) {
            JsonObject one = new JsonObject();
            one.addProperty("run", run.identity().run());
            one.addProperty("title", run.title());
            one.addProperty("created", run.identity().created());
            one.addProperty("preset", run.preset());
            one.addProperty("seed", run.identity().options().seed());
            one.addProperty("dataDigest", run.identity().dataDigest());
            one.addProperty("device", run.device());
            one.addProperty("version", run.version());
            one.addProperty("epochs", run.epochs());
            one.addProperty("changes", run.changes());
            one.add("options", SettingsJson.of(run.identity().options()));
            all.add(one);
        }
        json.add("runs", all);
        return GSON.toJson(json);
    }

    static ComparisonMemory of(JsonObject json) {
        List<Run> runs = new ArrayList<>();
        for (JsonElement each : json.getAsJsonArray("runs")) {
            JsonObject one = each.getAsJsonObject();
            runs.add(new Run(
                    new RunIdentity(
                            one.get("run").getAsString(),
                            one.get("created").getAsString(),
                            SettingsJson.training(one.get("options")),
                            one.get("dataDigest").getAsString()),
                    one.get("title").getAsString(),
                    one.get("preset").getAsString(),
                    one.get("device").getAsString(),
                    one.get("version").getAsString(),
                    one.get("epochs").getAsInt(),
                    one.get("changes").getAsInt()));
        }
        return new ComparisonMemory(
                ComparisonRequest.of(
                        json.get("measure").getAsString(),
                        json.get("axis").getAsString(),
                        json.get("steps").getAsBoolean()),
                runs);
    }
}
