// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import cliplab.app.cli.Setup;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Plans and the queue as JSON that people can read: setups are the lines that make them. What cannot be read ends in an
 * {@link IllegalArgumentException} with one sentence. Any thread.
 */
public final class SweepJson {
    private static final Gson PRETTY = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();
    private static final int SCHEMA = 1;

    private SweepJson() {}

    public static String write(SweepPlan plan) {
        return PRETTY.toJson(json(plan)) + "\n";
    }

    public static SweepPlan readPlan(String text) {
        return reading(() -> plan(JsonParser.parseString(text).getAsJsonObject()));
    }

    static String write(Queue queue) {
        JsonObject object = new JsonObject();
        object.addProperty("schema", SCHEMA);
        JsonArray sweeps = new JsonArray();
        for (Queue.Sweep sweep : queue.sweeps()) {
            JsonObject one = json(sweep.plan());
            one.addProperty("id", sweep.id());
            sweeps.add(one);
        }
        object.add("sweeps", sweeps);
        JsonArray runs = new JsonArray();
        queue.runs().forEach(run -> runs.add(json(run)));
        object.add("runs", runs);
        return PRETTY.toJson(object) + "\n";
    }

    static Queue readQueue(String text) {
        return reading(() -> {
            JsonObject object = JsonParser.parseString(text).getAsJsonObject();
            int schema = object.get("schema").getAsInt();
            if (schema > SCHEMA) {
                throw new IllegalArgumentException(
                        "it was written by a newer version of this program (schema " + schema + ")");
            }
            return new Queue(
                    each(object, "sweeps")
                            .map(one -> new Queue.Sweep(one.get("id").getAsString(), plan(one)))
                            .toList(),
                    each(object, "runs").map(SweepJson::run).toList());
        });
    }

    private static Stream<JsonObject> each(JsonObject object, String name) {
        return StreamSupport.stream(object.getAsJsonArray(name).spliterator(), false)
                .map(JsonElement::getAsJsonObject);
    }

    private interface Reader<T> {
        T read();
    }

    /** Gson says in many ways that something is missing or is of another kind. */
    private static <T> T reading(Reader<T> reader) {
        try {
            return reader.read();
        } catch (NumberFormatException e) {
            throw unexpected(e);
        } catch (IllegalArgumentException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw unexpected(e);
        }
    }

    private static IllegalArgumentException unexpected(Throwable cause) {
        return new IllegalArgumentException("it is not JSON of the form expected", cause);
    }

    private static JsonObject json(SweepPlan plan) {
        JsonObject object = new JsonObject();
        object.addProperty("setup", plan.base().line());
        JsonArray varied = new JsonArray();
        for (Varied one : plan.varied()) {
            JsonObject each = new JsonObject();
            each.addProperty("setting", one.setting().id());
            JsonArray values = new JsonArray();
            one.values().forEach(values::add);
            each.add("values", values);
            varied.add(each);
        }
        object.add("vary", varied);
        JsonArray seeds = new JsonArray();
        plan.seeds().forEach(seeds::add);
        object.add("seeds", seeds);
        return object;
    }

    private static SweepPlan plan(JsonObject object) {
        return new SweepPlan(
                Setup.parse(object.get("setup").getAsString()),
                each(object, "vary")
                        .map(one -> new Varied(
                                SweepSetting.parse(one.get("setting").getAsString()), strings(one, "values")))
                        .toList(),
                StreamSupport.stream(object.getAsJsonArray("seeds").spliterator(), false)
                        .map(JsonElement::getAsLong)
                        .toList());
    }

    private static List<String> strings(JsonObject object, String name) {
        return StreamSupport.stream(object.getAsJsonArray(name).spliterator(), false)
                .map(JsonElement::getAsString)
                .toList();
    }

    private static JsonObject json(QueuedRun run) {
        JsonObject object = new JsonObject();
        object.addProperty("sweep", run.sweep());
        object.addProperty("number", run.number());
        object.addProperty("setup", run.run().line());
        JsonArray values = new JsonArray();
        run.run().values().forEach(values::add);
        object.add("values", values);
        object.addProperty("seed", run.run().seed());
        object.addProperty("folder", run.folder());
        object.addProperty("state", run.state().name().toLowerCase(Locale.ROOT));
        object.addProperty("epochs", run.run().epochs());
        object.addProperty("epochs_done", run.epochs());
        object.add("numbers", numbers(run.numbers()));
        object.addProperty("note", run.note());
        return object;
    }

    /** Null for what is not defined: JSON has no NaN. */
    private static @Nullable JsonObject numbers(@Nullable SweepNumbers numbers) {
        if (numbers == null) {
            return null;
        }
        JsonObject object = new JsonObject();
        object.addProperty("accuracy", finite(numbers.accuracy()));
        object.addProperty("best", finite(numbers.best()));
        object.addProperty("loss", finite(numbers.loss()));
        object.addProperty("seconds", finite(numbers.seconds()));
        return object;
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static QueuedRun run(JsonObject object) {
        JsonElement numbers = object.get("numbers");
        return new QueuedRun(
                object.get("sweep").getAsString(),
                object.get("number").getAsInt(),
                new SweepRun(
                        object.get("setup").getAsString(),
                        strings(object, "values"),
                        object.get("seed").getAsLong(),
                        object.get("epochs").getAsInt()),
                object.get("folder").getAsString(),
                state(object.get("state").getAsString()),
                object.get("epochs_done").getAsInt(),
                numbers.isJsonNull() ? null : numbersOf(numbers.getAsJsonObject()),
                object.get("note").getAsString());
    }

    private static SweepState state(String name) {
        for (SweepState state : SweepState.values()) {
            if (state.name().toLowerCase(Locale.ROOT).equals(name)) {
                return state;
            }
        }
        throw new IllegalArgumentException("there is no state \"" + name + "\"");
    }

    private static SweepNumbers numbersOf(JsonObject object) {
        return new SweepNumbers(
                number(object, "accuracy"), number(object, "best"), number(object, "loss"), number(object, "seconds"));
    }

    private static double number(JsonObject object, String name) {
        JsonElement value = object.get(name);
        return value.isJsonNull() ? Double.NaN : value.getAsDouble();
    }
}
