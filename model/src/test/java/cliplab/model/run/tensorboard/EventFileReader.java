// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an event file by the rules of its formats alone: the record format of TensorFlow, protobuf's wire format, and the fields of
 * {@code event.proto} and {@code summary.proto}. Shares nothing with what writes them, the checksum included.
 */
final class EventFileReader {
    /** Castagnoli's polynomial, its bits in reverse. */
    private static final int POLYNOMIAL = 0x82F63B78;

    /** @param fileVersion empty but in the first */
    record Event(double wallTime, long step, String fileVersion, Map<String, Float> scalars) {}

    private EventFileReader() {}

    /** All records; what stands behind the last whole one is left out, as TensorBoard waits for the rest of it. */
    static List<Event> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.remaining() >= 12) {
            byte[] length = new byte[8];
            bytes.get(bytes.position(), length);
            int size = Math.toIntExact(bytes.getLong());
            requireSum(length, bytes.getInt());
            if (bytes.remaining() < size + 4) {
                break;
            }
            byte[] data = new byte[size];
            bytes.get(data);
            requireSum(data, bytes.getInt());
            events.add(event(ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN)));
        }
        return events;
    }

    private static void requireSum(byte[] data, int masked) {
        int crc = -1;
        for (byte b : data) {
            crc ^= b & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
            }
        }
        crc = ~crc;
        int expected = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
        if (expected != masked) {
            throw new IllegalStateException("a checksum is wrong");
        }
    }

    private static Event event(ByteBuffer data) {
        double wallTime = Double.NaN;
        long step = 0;
        String version = "";
        Map<String, Float> scalars = new LinkedHashMap<>();
        while (data.hasRemaining()) {
            switch ((int) varint(data)) {
                case 1 << 3 | 1 -> wallTime = data.getDouble();
                case 2 << 3 -> step = varint(data);
                case 3 << 3 | 2 -> version = text(part(data));
                case 5 << 3 | 2 -> summary(part(data), scalars);
                default -> throw new IllegalStateException("a field that no event of ours has");
            }
        }
        return new Event(wallTime, step, version, scalars);
    }

    private static void summary(ByteBuffer data, Map<String, Float> scalars) {
        while (data.hasRemaining()) {
            require((int) varint(data), 1 << 3 | 2);
            ByteBuffer value = part(data);
            require((int) varint(value), 1 << 3 | 2);
            String tag = text(part(value));
            require((int) varint(value), 2 << 3 | 5);
            scalars.put(tag, value.getFloat());
            require(value.remaining(), 0);
        }
    }

    private static void require(int is, int should) {
        if (is != should) {
            throw new IllegalStateException(is + " is not " + should);
        }
    }

    private static ByteBuffer part(ByteBuffer data) {
        int length = (int) varint(data);
        ByteBuffer part = data.slice(data.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        data.position(data.position() + length);
        return part;
    }

    private static String text(ByteBuffer data) {
        return StandardCharsets.UTF_8.decode(data).toString();
    }

    private static long varint(ByteBuffer data) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = data.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
