// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.data.PromptTemplate;
import cliplab.model.loss.ContrastiveLoss;
import cliplab.model.loss.Direction;
import cliplab.model.loss.InfoNce;
import cliplab.model.loss.SigmoidPairwise;
import cliplab.model.train.Temperature;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonDeserializer;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;

/** How records become JSON and come back; their own constructors refuse what is not valid. Immutable, thread-safe. */
final class Json {
    private static final String LEARNED = "learned";
    private static final String HELD = "held";

    static final Gson PLAIN = builder().create();
    /** For people to read. */
    static final Gson PRETTY = builder().setPrettyPrinting().create();

    private Json() {}

    private static GsonBuilder builder() {
        return new GsonBuilder()
                .disableHtmlEscaping()
                .serializeSpecialFloatingPointValues()
                .registerTypeAdapter(Temperature.class, (JsonSerializer<Temperature>) (temperature, type, context) -> {
                    JsonObject object = new JsonObject();
                    switch (temperature) {
                        case Temperature.Learned learned -> object.addProperty(LEARNED, learned.start());
                        case Temperature.Held held -> object.addProperty(HELD, held.value());
                    }
                    return object;
                })
                .registerTypeAdapter(Temperature.class, (JsonDeserializer<Temperature>) (json, type, context) -> {
                    JsonObject object = json.getAsJsonObject();
                    if (object.has(HELD)) {
                        return new Temperature.Held(object.get(HELD).getAsDouble());
                    }
                    return new Temperature.Learned(object.get(LEARNED).getAsDouble());
                })
                .registerTypeAdapter(ContrastiveLoss.class, (JsonSerializer<ContrastiveLoss>)
                        (loss, type, context) -> new JsonPrimitive(loss.name()))
                .registerTypeAdapter(ContrastiveLoss.class, (JsonDeserializer<ContrastiveLoss>)
                        (json, type, context) -> lossOf(json.getAsString()))
                .registerTypeAdapter(PromptTemplate.class, (JsonSerializer<PromptTemplate>)
                        (template, type, context) -> new JsonPrimitive(template.text()))
                .registerTypeAdapter(PromptTemplate.class, (JsonDeserializer<PromptTemplate>)
                        (json, type, context) -> new PromptTemplate(json.getAsString()));
    }

    /** What is wrong with JSON that could not be read, without the reader's own words where they name its classes. */
    static String problem(RuntimeException error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
                return cause.getMessage();
            }
        }
        return "it is not JSON of the form expected";
    }

    private static ContrastiveLoss lossOf(String name) {
        return switch (name) {
            case "sigmoid" -> new SigmoidPairwise();
            case "infonce" -> new InfoNce(Direction.BOTH);
            case "infonce image-to-text" -> new InfoNce(Direction.IMAGE_TO_TEXT);
            case "infonce text-to-image" -> new InfoNce(Direction.TEXT_TO_IMAGE);
            default -> throw new JsonParseException("there is no loss \"" + name + "\"");
        };
    }
}
