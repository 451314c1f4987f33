// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.figure;

/** A place in a grid, counted from 0. */
public record Cell(int row, int column) {}
