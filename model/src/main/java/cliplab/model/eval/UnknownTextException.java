// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.eval;

/** A text of which no word is known, so that nothing can be said about it. */
public final class UnknownTextException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public UnknownTextException(String text) {
        super("no word of \"" + text + "\" is known to this run");
    }
}
