// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

/**
 * One setting changed while running.
 *
 * @param step the first step that the new value holds for, from 1
 * @param setting which
 * @param from its text form before
 * @param to its text form after
 */
public record Change(long step, LiveSetting setting, String from, String to) {
    /** @throws IllegalArgumentException where the text is not a value of the setting */
    public LiveOptions applyTo(LiveOptions options) {
        return setting.write(options, to);
    }
}
