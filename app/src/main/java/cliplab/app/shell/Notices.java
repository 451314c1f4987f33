// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import cliplab.app.platform.DialogService;
import cliplab.app.training.TrainingViewModel;

/** Shows what a person must be told in the way that suits how bad it is. FX thread only. */
final class Notices {
    private Notices() {}

    static void show(DialogService dialogs, TrainingViewModel.Notice notice) {
        switch (notice.kind()) {
            case NEWS -> dialogs.notify(DialogService.Tone.INFO, notice.title(), notice.text());
            case WARNING -> dialogs.notify(DialogService.Tone.WARNING, notice.title(), notice.text());
            case ERROR ->
                dialogs.error(notice.title(), notice.text(), notice.details().isEmpty() ? null : notice.details());
        }
    }
}
