// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Where a person with an NVIDIA card sees what the engine uses, fetches the CUDA libraries, names an installation, and removes
 * them again. FX thread only; the work is done on the task runner's threads.
 */
@NullMarked
package cliplab.app.gpu.view;

import org.jspecify.annotations.NullMarked;
