// SPDX-License-Identifier: GPL-3.0-or-later
/** A run's numbers as an event file that TensorBoard shows: records with checksums around messages in protobuf's wire format. */
@NullMarked
package cliplab.model.run.tensorboard;

import org.jspecify.annotations.NullMarked;
