// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.settings;

/** Light, dark, or as the system has it. */
public enum Theme {
    LIGHT,
    DARK,
    SYSTEM
}
