// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.shell;

import static cliplab.app.shell.Menus.item;
import static cliplab.app.shell.Menus.separate;

import cliplab.app.AppContext;
import cliplab.app.platform.ThemeManager;
import cliplab.app.reports.ReportFormat;
import cliplab.app.settings.Theme;
import cliplab.app.training.RunState;
import cliplab.app.training.TrainingViewModel;
import cliplab.app.training.setup.SetupModel;
import cliplab.viz.text.Messages;
import java.util.Optional;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/** What stands in the menus. FX thread only. */
final class MenuActions {
    private final Menus menus = new Menus();

    MenuActions(
            AppContext context,
            Transport transport,
            LastRun last,
            ReportAction reports,
            PaneDeck deck,
            Workspaces workspaces,
            Workspaces.Entry classifier,
            Runnable toggleSide) {
        TrainingViewModel training = context.training();
        SetupModel setup = context.setup();
        Stage stage = context.stage();

        Menu file = menus.menu("menu.file");
        item(file, "menu.open-pictures", "Shortcut+O", () -> {
            workspaces.show(classifier);
            context.classifier().intake().chooseFiles();
        });
        item(file, "menu.paste-picture", "Shortcut+V", () -> {
            workspaces.show(classifier);
            context.classifier().intake().paste();
        });
        item(file, "menu.open-run", "Shortcut+Shift+O", () -> {
            workspaces.show(classifier);
            context.classifier().openRun();
        });
        item(file, "menu.report.html", "", () -> reports.write(ReportFormat.HTML));
        item(file, "menu.report.pdf", "", () -> reports.write(ReportFormat.PDF));
        separate(file);
        item(file, "figure.menu.export", "Shortcut+Shift+E", context.figureMenus()::exportFocused);
        separate(file);
        item(
                file,
                "menu.copy-setup",
                "Shortcut+Shift+C",
                () -> context.dialogs().copy(setup.line()));
        item(file, "menu.paste-setup", "Shortcut+Shift+V", () -> paste(context));
        separate(file);
        item(
                file,
                "menu.close",
                "Shortcut+Q",
                () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));

        Menu run = menus.menu("menu.run");
        item(run, "menu.train", "Shortcut+Enter", transport::primary);
        item(run, "menu.step", "Shortcut+E", transport::step);
        item(run, "menu.stop", "Shortcut+PERIOD", transport::stop);
        item(run, "menu.reset", "Shortcut+R", transport::reset);

        separate(run);
        MenuItem resume = item(run, "menu.resume-last", "", () -> {
            if (training.stateProperty().get() == RunState.STOPPED) {
                transport.primary(); // that one is the last
            } else {
                last.resume();
            }
        });
        resume.disableProperty()
                .bind(training.stateProperty().map(state -> state.isActive() || state == RunState.NO_ENGINE));

        item(run, "gpu.open", "", context.gpu()::open)
                .visibleProperty()
                .bind(context.gpu().offeredProperty());

        Menu view = menus.menu("menu.view");
        item(view, "workspace.training", "Shortcut+1", workspaces::showTraining);
        int number = 1;
        for (Workspaces.Entry entry : workspaces.entries()) {
            number++;
            item(view, entry.key(), "Shortcut+" + number, () -> workspaces.show(entry));
        }
        separate(view);
        item(view, "menu.theme", "Shortcut+D", () -> switchTheme(context));
        item(view, "menu.side", "Shortcut+B", toggleSide);
        item(view, "menu.restore", "Shortcut+0", deck::restore);
        item(view, "menu.fullscreen", "F11", () -> stage.setFullScreen(!stage.isFullScreen()));
        separate(view);
        item(view, "menu.back", "Shortcut+LEFT", () -> scrub(training, -1));
        item(view, "menu.forward", "Shortcut+RIGHT", () -> scrub(training, 1));
        item(view, "menu.live", "Shortcut+L", () -> training.view(TrainingViewModel.LIVE));

        Menu help = menus.menu("menu.help");
        item(help, "menu.keys", "F1", () -> context.dialogs().info(Messages.text("menu.keys"), Messages.text("keys")));
        item(help, "menu.about", "", () -> new AboutDialog(context).show());
    }

    private static void paste(AppContext context) {
        String line = Clipboard.getSystemClipboard().getString();
        Optional<String> problem = line == null || line.isBlank()
                ? Optional.of(Messages.text("setup.paste.empty"))
                : context.setup().paste(line);
        problem.ifPresent(words -> context.dialogs().info(Messages.text("menu.paste-setup.failed"), words));
    }

    private static void switchTheme(AppContext context) {
        ThemeManager theme = context.theme();
        theme.choose(theme.palette().get().dark() ? Theme.LIGHT : Theme.DARK);
        context.settings().change(all -> all.withTheme(theme.theme().get()));
    }

    private static void scrub(TrainingViewModel training, int by) {
        int done = training.epochsDoneProperty().get();
        int viewed = training.viewedEpochProperty().get();
        int from = viewed == TrainingViewModel.LIVE ? done : viewed;
        training.view(Math.clamp((long) from + by, 0, done));
    }

    MenuBar bar() {
        return menus.bar();
    }
}
