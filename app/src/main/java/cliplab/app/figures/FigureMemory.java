// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.model.run.SettingsJson;
import cliplab.model.train.LiveOptions;
import cliplab.model.train.TrainingOptions;
import com.google.gson.JsonObject;
import java.util.OptionalInt;

/**
 * What a figure's file remembers for the program: enough to set up the same run, to find the run if it is still there, and to draw
 * the figure again. Immutable.
 *
 * @param request which figure, how it was looked at, and of which epoch if of one
 * @param lastEpoch how far the run had come
 * @param run the name of its folder; empty where it was never written
 * @param created when the run began; empty where it was never written
 * @param preset its name, or "custom"
 * @param device where it was trained
 * @param version of the program that trained it
 * @param dataDigest SHA-256 of pixels and captions
 * @param changes made while it ran
 * @param options fixed for the run, with the seed
 * @param live the settings in force at the end
 */
public record FigureMemory(
        FigureRequest request,
        int lastEpoch,
        String run,
        String created,
        String preset,
        String device,
        String version,
        String dataDigest,
        int changes,
        TrainingOptions options,
        LiveOptions live)
        implements Remembered {
    private static final String EPOCH = "epoch";

    /** What tells its run from all others. */
    public RunIdentity identity() {
        return new RunIdentity(run, created, options, dataDigest);
    }

    @Override
    public String toJson() {
        JsonObject json = Remembered.json(request.name().id());
        request.epoch().ifPresent(epoch -> json.addProperty(EPOCH, epoch));
        json.add("view", GSON.toJsonTree(request.view()));
        json.addProperty("lastEpoch", lastEpoch);
        json.addProperty("run", run);
        json.addProperty("created", created);
        json.addProperty("preset", preset);
        json.addProperty("seed", options.seed());
        json.addProperty("dataDigest", dataDigest);
        json.addProperty("device", device);
        json.addProperty("version", version);
        json.addProperty("changes", changes);
        json.add("options", SettingsJson.of(options));
        json.add("live", SettingsJson.of(live));
        return GSON.toJson(json);
    }

    static FigureMemory of(JsonObject json) {
        FigureView view = GSON.fromJson(json.get("view"), FigureView.class);
        return new FigureMemory(
                new FigureRequest(
                        FigureName.of(json.get(FIGURE).getAsString()),
                        json.has(EPOCH) ? OptionalInt.of(json.get(EPOCH).getAsInt()) : OptionalInt.empty(),
                        view == null ? FigureView.USUAL : view),
                json.get("lastEpoch").getAsInt(),
                json.get("run").getAsString(),
                json.get("created").getAsString(),
                json.get("preset").getAsString(),
                json.get("device").getAsString(),
                json.get("version").getAsString(),
                json.get("dataDigest").getAsString(),
                json.get("changes").getAsInt(),
                SettingsJson.training(json.get("options")),
                SettingsJson.live(json.get("live")));
    }
}
