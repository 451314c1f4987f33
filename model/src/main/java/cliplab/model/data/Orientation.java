// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;

/**
 * Where a picture's pixels go when it is set upright, by the value of the EXIF and TIFF tag Orientation (274).
 *
 * @param value 1 … 8; 1 leaves the picture as it is
 */
record Orientation(int value) {
    static final Orientation UPRIGHT = new Orientation(1);

    Orientation {
        if (value < 1 || value > 8) {
            throw new IllegalArgumentException("an orientation is 1 … 8, not " + value);
        }
    }

    /** As a file's tags say; upright where they say nothing, or nothing that makes sense. */
    static Orientation of(Metadata tags) {
        for (ExifIFD0Directory directory : tags.getDirectoriesOfType(ExifIFD0Directory.class)) {
            Integer value = directory.getInteger(ExifDirectoryBase.TAG_ORIENTATION);
            if (value != null && value >= 1 && value <= 8) {
                return new Orientation(value);
            }
        }
        return UPRIGHT;
    }

    /** Whether rows become columns. */
    private boolean turns() {
        return value >= 5;
    }

    /** Whether the stored columns run from right to left, seen in the upright picture's rows or columns. */
    private boolean columnsReversed() {
        return value == 2 || value == 3 || value == 7 || value == 8;
    }

    private boolean rowsReversed() {
        return value == 3 || value == 4 || value == 6 || value == 7;
    }

    /** The upright picture's width, of one stored with this width and height. */
    int width(int width, int height) {
        return turns() ? height : width;
    }

    /** The upright picture's height. */
    int height(int width, int height) {
        return turns() ? width : height;
    }

    /** Copies one stored row of RGB to its place in the upright picture's pixels. */
    void place(byte[] row, int y, int width, int height, byte[] upright) {
        if (value == 1) {
            System.arraycopy(row, 0, upright, y * row.length, row.length);
            return;
        }
        int line = turns() ? height : width;
        int stepX = turns() ? line : 1;
        int stepY = turns() ? 1 : line;
        int start = (rowsReversed() ? height - 1 - y : y) * stepY + (columnsReversed() ? width - 1 : 0) * stepX;
        int step = (columnsReversed() ? -stepX : stepX) * RgbImage.CHANNELS;
        for (int x = 0, from = 0, to = start * RgbImage.CHANNELS; x < width; x++, to += step) {
            upright[to] = row[from++];
            upright[to + 1] = row[from++];
            upright[to + 2] = row[from++];
        }
    }
}
