// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.settings;

/** What a window is opened for. */
public sealed interface Purpose {
    /** A person works in it. */
    record Work() implements Purpose {}

    /** Draws one frame and closes again: how the start-up cache is trained. */
    record Rehearsal() implements Purpose {}

    /** Trains, measures, and closes. */
    record MeasureTraining(int epochs) implements Purpose {}

    /** Trains, asks the classifier meanwhile, measures, and closes. */
    record MeasureClassifier() implements Purpose {}

    /** Trains, exports figures meanwhile, opens runs, measures, and closes. */
    record MeasureExports() implements Purpose {}
}
