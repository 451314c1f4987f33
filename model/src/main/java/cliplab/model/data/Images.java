// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

/** Pictures of one size, read one at a time; where their pixels lie is the implementation's business. Thread-safe. */
public interface Images {
    int count();

    /** In pixels. */
    int height();

    /** In pixels. */
    int width();

    /** Copies picture {@code index} to {@code target} from {@code offset}: height × width × 3 bytes, RGB, row by row. */
    void copyTo(int index, byte[] target, int offset);

    /** The number of bytes of one picture. */
    default int bytesPerImage() {
        return height() * width() * RgbImage.CHANNELS;
    }
}
