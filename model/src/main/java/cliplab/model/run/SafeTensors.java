// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import cliplab.model.net.Values;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors format (github.com/huggingface/safetensors): 8 bytes of header length, little-endian, a JSON header, the
 * arrays. Written and read here in 32-bit floats alone.
 *
 * @param metadata texts by name
 * @param arrays in the order of the file
 */
public record SafeTensors(Map<String, String> metadata, Map<String, Values> arrays) {
    private static final String METADATA = "__metadata__";
    private static final int LARGEST_HEADER = 100_000_000;
    private static final int ALIGNMENT = 8;

    /** Writes the file whole or not at all. */
    public void write(Path file) throws IOException {
        JsonObject header = new JsonObject();
        JsonObject texts = new JsonObject();
        // Sorted, because equal runs should be equal files and some maps have another order in every process.
        new TreeMap<>(metadata).forEach(texts::addProperty);
        header.add(METADATA, texts);
        int offset = 0;
        for (Map.Entry<String, Values> entry : arrays.entrySet()) {
            Values values = entry.getValue();
            int end = Math.addExact(offset, Math.multiplyExact(Float.BYTES, values.values().length));
            JsonObject description = new JsonObject();
            description.addProperty("dtype", "F32");
            description.add("shape", Json.PLAIN.toJsonTree(values.shape()));
            description.add("data_offsets", Json.PLAIN.toJsonTree(new int[] {offset, end}));
            header.add(entry.getKey(), description);
            offset = end;
        }
        String json = Json.PLAIN.toJson(header);
        int bare = json.getBytes(StandardCharsets.UTF_8).length;
        byte[] padded = (json + " ".repeat(Math.floorMod(-bare, ALIGNMENT))).getBytes(StandardCharsets.UTF_8);
        ByteBuffer start = ByteBuffer.allocate(Long.BYTES + padded.length).order(ByteOrder.LITTLE_ENDIAN);
        start.putLong(padded.length).put(padded).flip();
        ByteBuffer data = ByteBuffer.allocate(offset).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = data.asFloatBuffer();
        arrays.values().forEach(values -> floats.put(values.values()));
        WholeFile.write(file, start, data);
    }

    /** @throws RunFormatException where the file is not what it should be */
    public static SafeTensors read(Path file) throws IOException {
        ByteBuffer content = content(file);
        if (content.remaining() < Long.BYTES) {
            throw damaged(file, "it is shorter than a header");
        }
        long length = content.getLong();
        if (length < 2 || length > LARGEST_HEADER || length > content.remaining()) {
            throw damaged(file, "its header is cut short");
        }
        byte[] json = new byte[(int) length];
        content.get(json);
        ByteBuffer data = content.slice().order(ByteOrder.LITTLE_ENDIAN);
        try {
            JsonObject header = JsonParser.parseString(new String(json, StandardCharsets.UTF_8))
                    .getAsJsonObject();
            Map<String, String> metadata = new LinkedHashMap<>();
            Map<String, Values> arrays = new LinkedHashMap<>();
            for (Map.Entry<String, JsonElement> entry : header.entrySet()) {
                JsonObject value = entry.getValue().getAsJsonObject();
                if (entry.getKey().equals(METADATA)) {
                    value.entrySet()
                            .forEach(e -> metadata.put(e.getKey(), e.getValue().getAsString()));
                } else {
                    arrays.put(entry.getKey(), array(file, entry.getKey(), value, data));
                }
            }
            return new SafeTensors(metadata, arrays);
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | UnsupportedOperationException
                | NullPointerException e) {
            throw damaged(file, "its header does not describe arrays of numbers");
        }
    }

    private static ByteBuffer content(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer content =
                    ByteBuffer.allocate(Math.toIntExact(channel.size())).order(ByteOrder.LITTLE_ENDIAN);
            while (content.hasRemaining() && channel.read(content) >= 0) {
                // Reads until the end.
            }
            return content.flip();
        } catch (ArithmeticException e) {
            throw damaged(file, "it is larger than 2 GB");
        }
    }

    private static Values array(Path file, String name, JsonObject description, ByteBuffer data)
            throws RunFormatException {
        String type = description.get("dtype").getAsString();
        if (!type.equals("F32")) {
            throw damaged(file, name + " holds " + type + " and not F32");
        }
        long[] shape = Json.PLAIN.fromJson(description.get("shape"), long[].class);
        int[] offsets = Json.PLAIN.fromJson(description.get("data_offsets"), int[].class);
        if (offsets.length != 2 || offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] > data.limit()) {
            throw damaged(file, name + " lies outside the file");
        }
        float[] values = new float[(offsets[1] - offsets[0]) / Float.BYTES];
        data.slice(offsets[0], offsets[1] - offsets[0])
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return new Values(shape, values);
    }

    private static RunFormatException damaged(Path file, String why) {
        return new RunFormatException(file + " is damaged: " + why);
    }
}
