// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.notices.Notices;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cliplab notices}: whose work goes along with the program. */
@Command(name = "notices", description = "Prints the notices and licences of the works of others in this program.")
final class NoticesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    NoticesCommand() {}

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(Notices.read().text());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
