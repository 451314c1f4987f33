// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

/**
 * The range of shades one colour word covers.
 *
 * @param hue centre in degrees
 * @param spread a shade's hue is at most this many degrees from the centre
 * @param saturation lowest and highest, in 0 … 1
 * @param value lowest and highest brightness (the V of HSV), in 0 … 1
 */
record Shade(double hue, double spread, Range saturation, Range value) {
    record Range(double low, double high) {
        double draw(RandomStream random) {
            return random.uniform(low, high);
        }
    }

    static Shade named(String colour) {
        return switch (colour) {
            case "red" -> new Shade(0, 10, new Range(0.7, 1), new Range(0.7, 1));
            case "green" -> new Shade(122, 20, new Range(0.7, 1), new Range(0.7, 1));
            case "blue" -> new Shade(225, 15, new Range(0.7, 1), new Range(0.7, 1));
            case "yellow" -> new Shade(55, 6, new Range(0.7, 1), new Range(0.8, 1));
            case "orange" -> new Shade(28, 5, new Range(0.80, 1), new Range(0.85, 1));
            case "purple" -> new Shade(278, 12, new Range(0.60, 1), new Range(0.45, 0.85));
            case "cyan" -> new Shade(182, 8, new Range(0.60, 1), new Range(0.75, 1));
            case "pink" -> new Shade(330, 10, new Range(0.35, 0.6), new Range(0.85, 1));
            default -> throw new IllegalArgumentException("no shades are known for \"" + colour + "\"");
        };
    }

    /** Red, green and blue, each in 0 … 1. */
    double[] draw(RandomStream random) {
        double drawnHue = random.uniform(hue - spread, hue + spread);
        return rgb(drawnHue, saturation.draw(random), value.draw(random));
    }

    /** From hue in degrees (any), saturation and value in 0 … 1. */
    static double[] rgb(double hue, double saturation, double value) {
        double sector = (hue % 360 + 360) % 360 / 60;
        double[] rgb = new double[3];
        for (int channel = 0; channel < 3; channel++) {
            double k = (5 - 2 * channel + sector) % 6;
            rgb[channel] = value * (1 - saturation * Math.max(0, Math.min(1, Math.min(k, 4 - k))));
        }
        return rgb;
    }
}
