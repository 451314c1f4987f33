// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.runs.view;

import cliplab.app.platform.DialogService;
import cliplab.viz.text.Messages;

/** Tells what became of runs; what was deleted can be had back from there. FX thread only. */
final class RunsNotices {
    private RunsNotices() {}

    static void show(DialogService dialogs, RunsModel.Said said, Runnable undo) {
        switch (said) {
            case RunsModel.Said.Done done -> dialogs.notify(DialogService.Tone.GOOD, done.title(), done.words());
            case RunsModel.Said.Deleted deleted ->
                dialogs.notify(
                        DialogService.Tone.INFO, deleted.title(), deleted.words(), Messages.text("runs.undo"), undo);
            case RunsModel.Said.Wrong wrong -> dialogs.notify(DialogService.Tone.WARNING, wrong.title(), wrong.words());
        }
    }
}
