// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.projection;

/** How a computation reports and is called off; called on the computing thread, a hundred times or so. */
@FunctionalInterface
public interface Progress {
    /** Goes through to the end, unobserved. */
    Progress NONE = _ -> true;

    /**
     * @param share of the work that is done, 0 … 1
     * @return whether to go on; otherwise the computation ends with a {@link java.util.concurrent.CancellationException}
     */
    boolean goOn(double share);
}
