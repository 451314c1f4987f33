// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The dual encoder: an image tower, a text tower and a logit scale, their parameters in one flat vector. Everything here
 * belongs to the thread that owns the network; engine types are seen inside the model module only.
 */
@NullMarked
package cliplab.model.net;

import org.jspecify.annotations.NullMarked;
