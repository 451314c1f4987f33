// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.train.LiveOptions;
import cliplab.model.train.TrainingOptions;
import com.google.gson.JsonElement;

/** The settings of a run as {@code run.json} writes them, for whoever keeps them elsewhere. Stateless. */
public final class SettingsJson {
    private SettingsJson() {}

    public static JsonElement of(TrainingOptions options) {
        return Json.PLAIN.toJsonTree(options);
    }

    public static JsonElement of(LiveOptions options) {
        return Json.PLAIN.toJsonTree(options);
    }

    /** @throws IllegalArgumentException where these are no settings; the message is for people */
    public static TrainingOptions training(JsonElement json) {
        return read(json, TrainingOptions.class);
    }

    /** @throws IllegalArgumentException where these are no settings; the message is for people */
    public static LiveOptions live(JsonElement json) {
        return read(json, LiveOptions.class);
    }

    private static <T> T read(JsonElement json, Class<T> type) {
        try {
            T settings = Json.PLAIN.fromJson(json, type);
            if (settings == null) {
                throw new IllegalArgumentException("there are no settings in it");
            }
            return settings;
        } catch (RuntimeException e) { // the reader wraps what a record's constructor refuses
            throw new IllegalArgumentException(Json.problem(e), e);
        }
    }
}
