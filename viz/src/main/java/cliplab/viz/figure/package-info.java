// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What a picture shows, worked out without a screen: figures with their data tables, and the arithmetic of matrices, batches
 * and layer tables.
 */
@NullMarked
package cliplab.viz.figure;

import org.jspecify.annotations.NullMarked;
