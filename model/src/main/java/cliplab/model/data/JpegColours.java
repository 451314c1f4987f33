// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import com.drew.metadata.Metadata;
import com.drew.metadata.adobe.AdobeJpegDirectory;
import com.drew.metadata.jfif.JfifDirectory;
import com.drew.metadata.jpeg.JpegDirectory;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the samples of a JPEG stand for, and the way from there to red, green and blue in whole numbers. Profiles are passed
 * over, as PIL does, so that a picture gives the same bytes on every machine. Four inks are stored inverted, by Adobe's
 * custom.
 */
enum JpegColours {
    GREY(1) {
        @Override
        void toRgb(byte[] samples, byte[] rgb) {
            for (int i = 0, to = 0; i < samples.length; i++) {
                rgb[to++] = samples[i];
                rgb[to++] = samples[i];
                rgb[to++] = samples[i];
            }
        }
    },
    RGB(3) {
        @Override
        void toRgb(byte[] samples, byte[] rgb) {
            System.arraycopy(samples, 0, rgb, 0, rgb.length);
        }
    },
    YCC(3) {
        @Override
        void toRgb(byte[] samples, byte[] rgb) {
            for (int i = 0; i < rgb.length; i += 3) {
                int cb = samples[i + 1] & 0xFF;
                int cr = samples[i + 2] & 0xFF;
                int y = samples[i] & 0xFF;
                rgb[i] = clip(y + red(cr));
                rgb[i + 1] = clip(y + green(cb, cr));
                rgb[i + 2] = clip(y + blue(cb));
            }
        }
    },
    CMYK(4) {
        @Override
        void toRgb(byte[] samples, byte[] rgb) {
            for (int from = 0, to = 0; from < samples.length; from += 4) {
                int light = samples[from + 3] & 0xFF;
                rgb[to++] = times(samples[from] & 0xFF, light);
                rgb[to++] = times(samples[from + 1] & 0xFF, light);
                rgb[to++] = times(samples[from + 2] & 0xFF, light);
            }
        }
    },
    YCCK(4) {
        @Override
        void toRgb(byte[] samples, byte[] rgb) {
            for (int from = 0, to = 0; from < samples.length; from += 4) {
                int y = samples[from] & 0xFF;
                int cb = samples[from + 1] & 0xFF;
                int cr = samples[from + 2] & 0xFF;
                int light = samples[from + 3] & 0xFF;
                rgb[to++] = times(255 - (clip(y + red(cr)) & 0xFF), light);
                rgb[to++] = times(255 - (clip(y + green(cb, cr)) & 0xFF), light);
                rgb[to++] = times(255 - (clip(y + blue(cb)) & 0xFF), light);
            }
        }
    };

    private static final int PRECISION = 16;
    private static final int HALF = 1 << (PRECISION - 1);

    private final int bands;

    JpegColours(int bands) {
        this.bands = bands;
    }

    /** Samples of a JPEG a pixel. */
    int bands() {
        return bands;
    }

    /** From a row of samples, pixel by pixel, to a row of red, green and blue. */
    abstract void toRgb(byte[] samples, byte[] rgb);

    /**
     * As libjpeg guesses, since the format itself does not say: by the markers of JFIF and Adobe, else by the names of the
     * components.
     */
    static JpegColours of(int bands, Metadata tags) throws IOException {
        Integer transform = adobeTransform(tags);
        return switch (bands) {
            case 1 -> GREY;
            case 3 -> {
                if (tags.containsDirectoryOfType(JfifDirectory.class)) {
                    yield YCC;
                }
                boolean rgb = transform == null ? componentsAreNamedRgb(tags) : transform == 0;
                yield rgb ? RGB : YCC;
            }
            case 4 -> transform == null || transform == 0 ? CMYK : YCCK;
            default -> throw new IOException(bands + " components");
        };
    }

    private static @Nullable Integer adobeTransform(Metadata tags) {
        AdobeJpegDirectory adobe = tags.getFirstDirectoryOfType(AdobeJpegDirectory.class);
        return adobe == null ? null : adobe.getInteger(AdobeJpegDirectory.TAG_COLOR_TRANSFORM);
    }

    private static boolean componentsAreNamedRgb(Metadata tags) {
        JpegDirectory frame = tags.getFirstDirectoryOfType(JpegDirectory.class);
        if (frame == null) {
            return false;
        }
        for (int i = 0; i < 3; i++) {
            var component = frame.getComponent(i);
            if (component == null || component.getComponentId() != "RGB".charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** JFIF 1.02: R = Y + 1.402 (Cr − 128), in 16-bit fractions. */
    private static int red(int cr) {
        return (91_881 * (cr - 128) + HALF) >> PRECISION;
    }

    /** JFIF 1.02: G = Y − 0.34414 (Cb − 128) − 0.71414 (Cr − 128). */
    private static int green(int cb, int cr) {
        return (-22_554 * (cb - 128) - 46_802 * (cr - 128) + HALF) >> PRECISION;
    }

    /** JFIF 1.02: B = Y + 1.772 (Cb − 128). */
    private static int blue(int cb) {
        return (116_130 * (cb - 128) + HALF) >> PRECISION;
    }

    private static byte clip(int sample) {
        return (byte) Math.clamp(sample, 0, 255);
    }

    private static byte times(int a, int b) {
        return (byte) ((a * b + 127) / 255);
    }
}
