// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures;

/** What captions have in common. Stateless. */
final class Captions {
    private static final int DIGEST = 12;

    private Captions() {}

    /** The beginning of a digest: enough for people to tell data apart. */
    static String digest(String whole) {
        return whole.substring(0, Math.min(DIGEST, whole.length()));
    }
}
