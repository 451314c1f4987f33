// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.view;

import cliplab.app.classify.labels.ClassifyCenter;
import cliplab.app.classify.tools.Tool;
import cliplab.app.figures.view.FigureMenus;
import cliplab.viz.pane.PaneFrame;
import cliplab.viz.style.Palette;
import cliplab.viz.text.Messages;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** The classifier: pictures at the left, the answer in the middle, what can be done with it at the right. FX thread only. */
final class ClassifierView {
    private static final double SHELF = 0.19;
    private static final double TOOLS = 0.60;

    private final PaneFrame frame;
    private final List<Tool> tools;
    private final TabPane tabs = new TabPane();

    ClassifierView(ShelfView shelf, ClassifyCenter center, List<Tool> tools, NetworkBar networkBar) {
        this.tools = tools;
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        tabs.getStyleClass().addAll("dense", "tools");
        for (Tool tool : tools) {
            Tab tab = new Tab(tool.name(), tool.node());
            tab.setTooltip(new Tooltip(tool.tip()));
            tabs.getTabs().add(tab);
        }
        tabs.getSelectionModel().selectedIndexProperty().addListener((_, before, now) -> {
            tools.get(before.intValue()).shown(false);
            tools.get(now.intValue()).shown(true);
        });
        SplitPane split = new SplitPane(shelf, center, tabs);
        split.setDividerPositions(SHELF, TOOLS);
        for (Node part : split.getItems()) {
            SplitPane.setResizableWithParent(part, part != shelf);
            ((Region) part).setMinWidth(0);
        }
        split.setMinSize(0, 0);
        frame = new PaneFrame(Messages.text("workspace.classifier"), split);
        frame.getStyleClass().add("classifier");
        frame.tools().getChildren().add(networkBar);
    }

    /** Tells the open tool whether anyone sees it. */
    void shown(boolean visible) {
        tools.get(tabs.getSelectionModel().getSelectedIndex()).shown(visible);
    }

    void offer(FigureMenus menus) {
        tools.forEach(tool -> tool.offer(menus));
    }

    void apply(Palette palette) {
        tools.forEach(tool -> tool.apply(palette));
    }

    PaneFrame frame() {
        return frame;
    }
}
