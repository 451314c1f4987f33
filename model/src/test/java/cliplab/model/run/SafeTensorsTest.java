// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.net.Values;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenComesBackBitForBit() throws IOException {
        Map<String, Values> arrays = new LinkedHashMap<>();
        arrays.put("b", new Values(new long[] {2, 2}, new float[] {1, -0f, Float.MIN_VALUE, Float.NaN}));
        arrays.put("a", new Values(new long[] {0}, new float[0]));
        Path file = folder.resolve("é weights.safetensors");
        new SafeTensors(Map.of("note", "\"quoted\" ü"), arrays).write(file);

        SafeTensors read = SafeTensors.read(file);
        assertEquals(Map.of("note", "\"quoted\" ü"), read.metadata());
        assertArrayEquals(new String[] {"b", "a"}, read.arrays().keySet().toArray());
        assertArrayEquals(new long[] {2, 2}, values(read, "b").shape());
        float[] b = values(read, "b").values();
        assertEquals(Float.floatToRawIntBits(-0f), Float.floatToRawIntBits(b[1]));
        assertEquals(Float.MIN_VALUE, b[2]);
        assertTrue(Float.isNaN(b[3]));
    }

    @Test
    void theHeaderFollowsTheFormat() throws IOException {
        Path file = folder.resolve("x");
        new SafeTensors(Map.of(), Map.of("w", new Values(new long[] {3}, new float[] {1, 2, 3}))).write(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        long length = bytes.getLong();
        assertEquals(0, length % 8);
        byte[] header = new byte[(int) length];
        bytes.get(header);
        String json = new String(header, StandardCharsets.UTF_8);
        assertTrue(json.contains("\"w\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,12]}"), json);
        assertEquals(1f, bytes.getFloat());
        assertEquals(2f, bytes.getFloat());
        assertEquals(3f, bytes.getFloat());
        assertFalse(bytes.hasRemaining());
    }

    @Test
    void damagedFilesAreRefusedByName() throws IOException {
        Path file = folder.resolve("damaged.safetensors");
        new SafeTensors(Map.of(), Map.of("w", new Values(new long[] {3}, new float[] {1, 2, 3}))).write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 4, 12, whole.length - 4}) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            RunFormatException error = assertThrows(RunFormatException.class, () -> SafeTensors.read(file));
            assertTrue(String.valueOf(error.getMessage()).contains("damaged.safetensors"), error.getMessage());
        }
    }

    private static Values values(SafeTensors file, String name) {
        return java.util.Objects.requireNonNull(file.arrays().get(name));
    }
}
