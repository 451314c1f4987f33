// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.run;

import java.nio.file.Path;

/** A run that a newer version of this program wrote: sound as far as is known, and not read. */
public final class NewerRunException extends RunFormatException {
    private static final long serialVersionUID = 1L;

    private final int schema;

    NewerRunException(Path folder, int schema) {
        super(folder + " was written by a newer version of this program (schema " + schema + "; this one reads "
                + RunManifest.SCHEMA + ")");
        this.schema = schema;
    }

    /** What it is written in; above {@link RunManifest#SCHEMA}. */
    public int schema() {
        return schema;
    }
}
