// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

/** Notices a loss that has stopped falling well above its floor. Used on the run's thread. */
final class StagnationWatch {
    /** Epochs in a row without progress before a word is said. */
    private static final int PATIENCE = 4;
    /** A fall smaller than this share of the way from loss to floor is no progress. */
    private static final double PROGRESS = 0.01;
    /** Nearer to the floor than this, there is nothing left to learn. */
    private static final double CLOSE = 0.25;

    private double best = Double.POSITIVE_INFINITY;
    private int idle;

    /** True once, when patience runs out; again only after progress. */
    boolean isStuck(EpochMetrics epoch) {
        double above = epoch.loss() - epoch.floor();
        if (!(above > CLOSE) || best - epoch.loss() > PROGRESS * above) {
            best = Math.min(best, epoch.loss());
            idle = 0;
            return false;
        }
        idle++;
        return idle == PATIENCE;
    }
}
