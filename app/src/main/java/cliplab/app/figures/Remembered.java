// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

import cliplab.viz.export.Provenance;
import cliplab.viz.export.ProvenanceReader;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What a figure's file remembers for the program. Immutable. */
public sealed interface Remembered permits FigureMemory, ComparisonMemory, SweepMemory {
    int SCHEMA = 1;
    String FIGURE = "figure";
    Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    /** As it stands in the file. */
    String toJson();

    /**
     * What a file remembers.
     *
     * @return empty for a file that is no figure of this program or has lost what it remembered
     * @throws IOException where the file cannot be read, or what it says is damaged or of a newer version
     */
    static Optional<Remembered> read(Path file) throws IOException {
        Optional<Provenance> provenance = ProvenanceReader.read(file);
        // A figure of the classifier tells people what it is of, and programs nothing.
        if (provenance.isEmpty() || provenance.get().json().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(provenance.get().json()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** @throws IllegalArgumentException where it is none, or of a newer version; the message is for people */
    static Remembered parse(String text) {
        try {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            if (json.get("schema").getAsInt() > SCHEMA) {
                throw new IllegalArgumentException("it was written by a newer version of this program");
            }
            return switch (json.get(FIGURE).getAsString()) {
                case ComparisonMemory.NAME -> ComparisonMemory.of(json);
                case SweepMemory.NAME -> SweepMemory.of(json);
                default -> FigureMemory.of(json);
            };
        } catch (RuntimeException e) { // Gson wraps what a record's constructor refuses.
            if (e instanceof IllegalArgumentException && !(e instanceof NumberFormatException)) {
                throw e;
            }
            throw new IllegalArgumentException("what it remembers is damaged", e);
        }
    }

    /** To be filled in. */
    static JsonObject json(String name) {
        JsonObject json = new JsonObject();
        json.addProperty("schema", SCHEMA);
        json.addProperty(FIGURE, name);
        return json;
    }
}
