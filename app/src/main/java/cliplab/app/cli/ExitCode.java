// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

/** What the process says when it ends. */
final class ExitCode {
    static final int OK = 0;
    /** An error of ours that nobody foresaw. */
    static final int UNEXPECTED = 1;

    static final int USAGE = 2;
    static final int UNREADABLE = 3;
    static final int DIVERGED = 4;
    /** Ended on request, and can be resumed. */
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
