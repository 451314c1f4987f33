// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run.tensorboard;

import cliplab.model.train.EpochMetrics;
import cliplab.model.train.StepMetrics;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.zip.CRC32C;

/**
 * What a run's numbers are called in TensorBoard, and the records they make (TensorFlow's {@code event.proto},
 * {@code summary.proto} and record format). The same numbers always make the same bytes.
 *
 * @param begun when the run was; an event's time is that of training after it, pauses left out
 */
record Events(Instant begun) {
    private static final int WALL_TIME = 1;
    private static final int STEP = 2;
    private static final int FILE_VERSION = 3;
    private static final int SUMMARY = 5;

    /** What every event file begins with. */
    byte[] head() {
        return record(new Message().number(WALL_TIME, seconds(0)).text(FILE_VERSION, "brain.Event:2"));
    }

    byte[] of(StepMetrics m) {
        return event(
                m.step(),
                m.seconds(),
                new Scalars()
                        .add("loss/train", m.loss())
                        .add("loss/train-image-to-text", m.lossImageToText())
                        .add("loss/train-text-to-image", m.lossTextToImage())
                        .add("loss/batch-floor", m.floor())
                        .add("accuracy/in-batch-image-to-text", m.top1ImageToText())
                        .add("accuracy/in-batch-text-to-image", m.top1TextToImage())
                        .add("temperature", m.temperature())
                        .add("learning-rate", m.learningRate())
                        .add("pairs-per-second", m.pairsPerSecond()));
    }

    byte[] of(EpochMetrics m) {
        return event(
                m.step(),
                m.seconds(),
                new Scalars()
                        .add("epoch/number", m.epoch())
                        .add("epoch/loss", m.loss())
                        .add("epoch/floor", m.floor())
                        .add("accuracy/zero-shot", m.accuracy())
                        .add("accuracy/zero-shot-withheld", m.accuracyWithheld()));
    }

    private byte[] event(long step, double seconds, Scalars scalars) {
        return record(new Message()
                .number(WALL_TIME, seconds(seconds))
                .integer(STEP, step)
                .message(SUMMARY, scalars.summary));
    }

    private double seconds(double after) {
        return begun.getEpochSecond() + after;
    }

    /** Length, its checksum, the message, its checksum; little-endian. */
    private static byte[] record(Message message) {
        byte[] data = message.bytes();
        ByteBuffer record = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(data.length);
        record.putInt(maskedSum(record.array(), Long.BYTES));
        record.put(data);
        return record.putInt(maskedSum(data, data.length)).array();
    }

    /** Rotated and moved, because a checksum of data that holds checksums says little. */
    private static int maskedSum(byte[] data, int length) {
        CRC32C sum = new CRC32C();
        sum.update(data, 0, length);
        return Integer.rotateRight((int) sum.getValue(), 15) + 0xa282ead8;
    }

    /** A summary to be; numbers that are not defined are left out. */
    private static final class Scalars {
        private static final int VALUE = 1;
        private static final int TAG = 1;
        private static final int SIMPLE_VALUE = 2;

        private final Message summary = new Message();

        Scalars add(String tag, double value) {
            if (!Double.isNaN(value)) {
                summary.message(VALUE, new Message().text(TAG, tag).number(SIMPLE_VALUE, (float) value));
            }
            return this;
        }
    }
}
