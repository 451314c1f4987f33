// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

/** What the horizontal axis of a curve counts. */
public enum XAxisKind {
    STEP,
    /** Epochs done, with the fraction of the one under way. */
    EPOCH,
    /** Seconds of training. */
    TIME
}
