// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

/**
 * How far a picture of embeddings can be trusted.
 *
 * @param dimensions of the original space
 * @param purity the share of an image's ten nearest images that have its class, in the original space by cosine, 0 … 1
 * @param purityInPicture the same in the picture
 * @param trustworthiness 1 when the ten nearest points in the picture are neighbours in the original space as well (Venna and
 *     Kaski 2001), over images and captions
 * @param stars captions whose nearest class centre is their own, in the original space by cosine
 * @param starsInPicture the same in the picture
 * @param captions how many there are
 */
public record ProjectionQuality(
        int dimensions,
        double purity,
        double purityInPicture,
        double trustworthiness,
        int stars,
        int starsInPicture,
        int captions) {
    private static final int NEIGHBOURS = 10;
    private static final double PURITY_APART = 0.1;
    private static final int STARS_APART = 3;

    /** What the picture gets wrong. */
    public enum Disagreement {
        NONE,
        /** Classes lie better apart in the picture than they do. */
        TIDIER,
        /** Classes lie better apart than the picture shows. */
        UNTIDIER,
        /** The picture puts captions into other clusters, or into better ones, than they belong to. */
        STARS
    }

    /** Purities more than 0.1 apart, or three stars or more. */
    public Disagreement disagreement() {
        double tidier = purityInPicture - purity;
        if (Math.abs(tidier) > PURITY_APART) {
            return tidier > 0 ? Disagreement.TIDIER : Disagreement.UNTIDIER;
        }
        return Math.abs(starsInPicture - stars) >= STARS_APART ? Disagreement.STARS : Disagreement.NONE;
    }

    /**
     * @param images n × d, of length 1
     * @param captions one for each class, in the order of the classes, of length 1
     * @param classOfImage one for each image
     * @param picture of the images, then the captions
     */
    public static ProjectionQuality of(float[][] images, float[][] captions, int[] classOfImage, Projection picture) {
        float[][] points = Projection.points(images, captions);
        if (picture.size() != points.length) {
            throw new IllegalArgumentException(
                    "a picture of " + picture.size() + " points for " + points.length + " embeddings");
        }
        float[][] drawn = new float[points.length][];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = new float[] {(float) picture.x()[i], (float) picture.y()[i]};
        }
        // On the unit sphere the order by distance is the order by cosine.
        double[][] original = Affinities.squaredDistances(points);
        double[][] seen = Affinities.squaredDistances(drawn);
        return new ProjectionQuality(
                points[0].length,
                purity(original, classOfImage),
                purity(seen, classOfImage),
                trustworthiness(original, seen),
                stars(points, classOfImage, true),
                stars(drawn, classOfImage, false),
                captions.length);
    }

    private static double purity(double[][] distances, int[] classOf) {
        int count = Math.min(NEIGHBOURS, classOf.length - 1);
        int same = 0;
        for (int i = 0; i < classOf.length; i++) {
            for (int neighbour : nearest(distances[i], i, classOf.length, count)) {
                same += classOf[neighbour] == classOf[i] ? 1 : 0;
            }
        }
        return same / (double) (classOf.length * count);
    }

    private static double trustworthiness(double[][] original, double[][] seen) {
        int size = original.length;
        int count = Math.max(1, Math.min(NEIGHBOURS, (size - 1) / 3));
        long intrusion = 0;
        for (int i = 0; i < size; i++) {
            for (int neighbour : nearest(seen[i], i, size, count)) {
                intrusion += Math.max(0, rank(original[i], i, neighbour) - count);
            }
        }
        return 1 - 2.0 * intrusion / ((double) size * count * (2.0 * size - 3.0 * count - 1));
    }

    /** The {@code count} nearest of the first {@code among} points, nearest first; of equals the first. */
    private static int[] nearest(double[] distances, int self, int among, int count) {
        int[] nearest = new int[count];
        int found = 0;
        for (int j = 0; j < among; j++) {
            if (j == self || (found == count && distances[j] >= distances[nearest[count - 1]])) {
                continue;
            }
            int place = found < count ? found++ : count - 1;
            while (place > 0 && distances[j] < distances[nearest[place - 1]]) {
                nearest[place] = nearest[place - 1];
                place--;
            }
            nearest[place] = j;
        }
        return nearest;
    }

    /** 1 for the nearest. */
    private static int rank(double[] distances, int self, int of) {
        int rank = 1;
        for (int j = 0; j < distances.length; j++) {
            boolean nearer = distances[j] < distances[of] || (distances[j] == distances[of] && j < of);
            rank += nearer && j != self && j != of ? 1 : 0;
        }
        return rank;
    }

    /** @param points images, then captions */
    private static int stars(float[][] points, int[] classOf, boolean byCosine) {
        int images = classOf.length;
        int classes = points.length - images;
        double[][] centres = new double[classes][points[0].length];
        int[] members = new int[classes];
        for (int i = 0; i < images; i++) {
            members[classOf[i]]++;
            for (int k = 0; k < points[i].length; k++) {
                centres[classOf[i]][k] += points[i][k];
            }
        }
        int own = 0;
        for (int c = 0; c < classes; c++) {
            double best = Double.POSITIVE_INFINITY;
            int winner = -1;
            for (int other = 0; other < classes; other++) {
                double distance = members[other] == 0
                        ? Double.POSITIVE_INFINITY
                        : distance(points[images + c], centres[other], members[other], byCosine);
                if (distance < best) {
                    best = distance;
                    winner = other;
                }
            }
            own += winner == c ? 1 : 0;
        }
        return own;
    }

    private static double distance(float[] point, double[] sum, int members, boolean byCosine) {
        double dot = 0;
        double length = 0;
        double apart = 0;
        for (int k = 0; k < point.length; k++) {
            dot += point[k] * sum[k];
            length += sum[k] * sum[k];
            double difference = point[k] - sum[k] / members;
            apart += difference * difference;
        }
        return byCosine ? -dot / Math.sqrt(Math.max(length, Double.MIN_NORMAL)) : apart;
    }
}
