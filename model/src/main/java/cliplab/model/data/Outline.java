// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.util.Locale;

/** The outlines the renderer draws, in units in which they look about as large as a circle of radius 1. */
enum Outline {
    CIRCLE(1.0, 3) {
        @Override
        boolean contains(double x, double y) {
            return x * x + y * y <= 1;
        }
    },
    SQUARE(1.4143, 3) {
        @Override
        boolean contains(double x, double y) {
            return Math.max(Math.abs(x), Math.abs(y)) <= 1;
        }
    },
    TRIANGLE(1.5551, 8) {
        @SuppressWarnings("ImmutableEnumChecker") // never written after this line
        private final double[] corners = polygon(3, 1.5551, 1.5551);

        @Override
        boolean contains(double x, double y) {
            return inside(corners, x, y);
        }
    },
    STAR(1.7200, 36) {
        @SuppressWarnings("ImmutableEnumChecker") // never written after this line
        private final double[] corners = polygon(10, 1.7200, 0.6200);

        @Override
        boolean contains(double x, double y) {
            return inside(corners, x, y);
        }
    },
    CROSS(1.4500, 30) {
        @Override
        boolean contains(double x, double y) {
            double a = Math.abs(x);
            double b = Math.abs(y);
            return Math.max(a, b) <= 1.35 && Math.min(a, b) <= 0.45;
        }
    },
    CRESCENT(1.3500, 30) {
        @Override
        boolean contains(double x, double y) {
            return x * x + y * y <= 1.8225 && (x - 0.6) * (x - 0.6) + y * y > 1.0;
        }
    },
    HEART(1.4500, 30) {
        @Override
        boolean contains(double x, double y) {
            // The classic sextic (x² + y² − 1)³ ≤ x² y³, upright on a screen whose y points down.
            double p = x / 1.02;
            double q = -y / 1.02;
            double round = p * p + q * q - 1;
            return round * round * round <= p * p * q * q * q;
        }
    },
    RING(1.3000, 30) {
        @Override
        boolean contains(double x, double y) {
            double square = x * x + y * y;
            return square <= 1.69 && square >= 0.6889;
        }
    };

    private final double reach;
    private final double tilt;

    Outline(double reach, double tiltInDegrees) {
        this.reach = reach;
        this.tilt = tiltInDegrees * StrictMath.PI / 180;
    }

    static Outline named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    abstract boolean contains(double x, double y);

    /** The radius of a circle about the origin that holds the whole outline. */
    double reach() {
        return reach;
    }

    /** How far it may be turned either way, in radians. */
    double tilt() {
        return tilt;
    }

    /** Corners x, y, x, y … at equal angles, alternating between two radii, the first straight up. */
    private static double[] polygon(int corners, double outer, double inner) {
        double[] points = new double[2 * corners];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * StrictMath.PI * i / corners;
            double radius = i % 2 == 0 || corners == 3 ? outer : inner;
            points[2 * i] = radius * StrictMath.sin(angle);
            points[2 * i + 1] = -radius * StrictMath.cos(angle);
        }
        return points;
    }

    /** Even–odd rule. */
    private static boolean inside(double[] points, double x, double y) {
        boolean inside = false;
        int last = points.length - 2;
        for (int i = 0; i < points.length; i += 2) {
            double yi = points[i + 1];
            double yl = points[last + 1];
            if ((yi > y) != (yl > y) && x < (points[last] - points[i]) * (y - yi) / (yl - yi) + points[i]) {
                inside = !inside;
            }
            last = i;
        }
        return inside;
    }
}
