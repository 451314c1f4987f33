// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What the engine needs before its first call and the machine it runs on: native libraries, memory, devices, the CUDA
 * libraries a person may add, and the folders where files live.
 */
@NullMarked
package cliplab.model.runtime;

import org.jspecify.annotations.NullMarked;
