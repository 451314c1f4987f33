// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.settings;

import cliplab.model.run.WholeFile;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The settings and their file. Reading never fails: an invalid entry becomes its default with a line in the log, an unreadable
 * file becomes the defaults, is kept aside as {@code settings.json.bad}, and leaves a notice. Any thread.
 */
public final class SettingsStore {
    private static final Logger LOG = Logger.getLogger(SettingsStore.class.getName());
    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
    private static final int SCHEMA = 1;

    /** Why the defaults were taken. */
    public enum Notice {
        /** Not JSON, or not ours. */
        CORRUPT,
        /** Written by a newer version. */
        NEWER,
        /** The file exists and cannot be read. */
        UNREADABLE
    }

    private final Path file;
    private @Nullable Notice notice;
    private Settings saved;
    private Settings current;

    /** Reads the file, which need not exist. */
    public SettingsStore(Path file) {
        this.file = file;
        current = read();
        saved = current;
    }

    public Path file() {
        return file;
    }

    /** What went wrong while reading, to be told once. */
    public synchronized Optional<Notice> notice() {
        return Optional.ofNullable(notice);
    }

    public synchronized Settings current() {
        return current;
    }

    /** Changes the settings in memory; {@link #save} brings them to the disk. */
    public synchronized void change(UnaryOperator<Settings> change) {
        current = change.apply(current);
    }

    /** Writes what changed since the last time; the file appears whole or not at all. */
    public synchronized void save() throws IOException {
        if (current.equals(saved)) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        WholeFile.write(file, (GSON.toJson(toJson(current)) + "\n").getBytes(StandardCharsets.UTF_8));
        saved = current;
    }

    private Settings read() {
        String text;
        try {
            text = Files.readString(file);
        } catch (NoSuchFileException e) {
            return Settings.USUAL;
        } catch (CharacterCodingException e) {
            return aside(Notice.CORRUPT, "not UTF-8");
        } catch (IOException e) {
            LOG.warning(() -> file + " cannot be read: " + e);
            notice = Notice.UNREADABLE;
            return Settings.USUAL;
        }
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            if (json.get("schema").getAsInt() > SCHEMA) {
                return aside(Notice.NEWER, "written by a newer version");
            }
            return fromJson(json);
        } catch (JsonParseException
                | IllegalStateException
                | NumberFormatException
                | UnsupportedOperationException
                | NullPointerException
                | StackOverflowError e) {
            return aside(Notice.CORRUPT, e.toString());
        }
    }

    private Settings aside(Notice why, String detail) {
        notice = why;
        Path kept = file.resolveSibling(file.getFileName() + ".bad");
        LOG.warning(() -> file + ": " + detail + "; kept as " + kept);
        try {
            Files.move(file, kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warning(() -> file + " cannot be kept aside: " + e);
        }
        return Settings.USUAL;
    }

    private static JsonObject toJson(Settings settings) {
        JsonObject json = GSON.toJsonTree(settings).getAsJsonObject();
        json.addProperty("theme", settings.theme().name().toLowerCase(Locale.ROOT));
        json.addProperty("schema", SCHEMA);
        return json;
    }

    private Settings fromJson(JsonObject json) {
        Settings usual = Settings.USUAL;
        return usual.withTheme(entry(
                        json,
                        "theme",
                        usual.theme(),
                        value -> Theme.valueOf(value.getAsString().toUpperCase(Locale.ROOT))))
                .withLayout(entry(json, "layout", usual.layout(), value -> layout(value.getAsJsonObject())))
                .withSmoothing(entry(
                        json,
                        "smoothing",
                        usual.smoothing(),
                        value -> usual.withSmoothing(value.getAsDouble()).smoothing()))
                .withPerplexity(entry(
                        json,
                        "perplexity",
                        usual.perplexity(),
                        value -> usual.withPerplexity(value.getAsDouble()).perplexity()))
                .withLogarithmicLoss(entry(json, "logarithmicLoss", usual.logarithmicLoss(), SettingsStore::flag))
                .withSoftmaxMatrix(entry(json, "softmaxMatrix", usual.softmaxMatrix(), SettingsStore::flag))
                .withSetup(entry(json, "setup", usual.setup(), JsonElement::getAsString))
                .withExport(entry(json, "export", usual.export(), SettingsStore::export))
                .withWindow(entry(json, "window", Optional.<Settings.Place>empty(), value -> Optional.of(place(value)))
                        .orElse(null))
                .withLastRunFolder(entry(
                                json,
                                "lastRunFolder",
                                Optional.<String>empty(),
                                value -> Optional.of(value.getAsString()))
                        .orElse(null));
    }

    private <T> T entry(JsonObject json, String name, T usual, Function<JsonElement, T> reader) {
        JsonElement value = json.get(name);
        if (value == null || value.isJsonNull()) {
            return usual;
        }
        try {
            return reader.apply(value);
        } catch (IllegalArgumentException | IllegalStateException | UnsupportedOperationException e) {
            LOG.warning(() -> "%s: \"%s\" is not usable (%s); the usual value is taken".formatted(file, name, e));
            return usual;
        }
    }

    /** Gson reads any word but "true" as false. */
    private static boolean flag(JsonElement value) {
        if (!value.getAsJsonPrimitive().isBoolean()) {
            throw new IllegalArgumentException("neither true nor false");
        }
        return value.getAsBoolean();
    }

    private static Map<String, Double> layout(JsonObject json) {
        Map<String, Double> positions = new HashMap<>();
        json.entrySet()
                .forEach(entry -> positions.put(entry.getKey(), entry.getValue().getAsDouble()));
        return Settings.USUAL.withLayout(positions).layout();
    }

    private static Settings.Place place(JsonElement value) {
        JsonObject json = value.getAsJsonObject();
        return new Settings.Place(
                number(json, "x"),
                number(json, "y"),
                number(json, "width"),
                number(json, "height"),
                json.has("maximised") && flag(json.get("maximised")));
    }

    private static Settings.Export export(JsonElement value) {
        JsonObject json = value.getAsJsonObject();
        Settings.Export usual = Settings.Export.USUAL;
        return new Settings.Export(
                json.has("format") ? json.get("format").getAsString() : usual.format(),
                (int) number(json, "width"),
                (int) number(json, "height"),
                number(json, "scale"),
                json.has("dark") && flag(json.get("dark")),
                json.has("folder") ? json.get("folder").getAsString() : usual.folder());
    }

    private static double number(JsonObject json, String name) {
        JsonElement value = json.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value.getAsDouble();
    }
}
