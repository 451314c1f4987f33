// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

/**
 * A point of somebody else's run, drawn as a ghost.
 *
 * @param epoch at whose end, ≥ 0
 */
public record PublishedPoint(double epoch, double value) {}
