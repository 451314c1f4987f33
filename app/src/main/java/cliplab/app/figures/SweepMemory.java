// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.app.sweeps.SweepJson;
import cliplab.app.sweeps.SweepPlan;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/**
 * What the figure of a sweep remembers: the plan, so that it can be made again, and which runs the numbers are of. Immutable.
 *
 * @param metric the number drawn, as {@link SweepFigures#metric} reads it
 * @param sweep tells it from all others in a queue
 * @param runs those that had ended, in the order of the queue
 */
public record SweepMemory(String metric, String sweep, SweepPlan plan, List<Run> runs) implements Remembered {
    static final String NAME = "sweep";

    /**
     * A run that had ended. What is not known of it, since its folder is gone, is empty.
     *
     * @param run the name of its folder
     * @param values of the settings varied
     * @param state how it ended
     */
    public record Run(
            String run,
            List<String> values,
            long seed,
            String state,
            String created,
            String dataDigest,
            String device,
            String version) {}

    public SweepMemory {
        runs = List.copyOf(runs);
    }

    @Override
    public String toJson() {
        JsonObject json = Remembered.json(NAME);
        json.addProperty("metric", metric);
        json.addProperty("sweep", sweep);
        json.add("plan", JsonParser.parseString(SweepJson.write(plan)));
        JsonArray all = new JsonArray();
        runs.forEach(run -> all.add(GSON.toJsonTree(run)));
        json.add("runs", all);
        return GSON.toJson(json);
    }

    static SweepMemory of(JsonObject json) {
        List<Run> runs = new ArrayList<>();
        for (JsonElement run : json.getAsJsonArray("runs")) {
            runs.add(GSON.fromJson(run, Run.class));
        }
        return new SweepMemory(
                json.get("metric").getAsString(),
                json.get("sweep").getAsString(),
                SweepJson.readPlan(json.get("plan").toString()),
                runs);
    }
}
