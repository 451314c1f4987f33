// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools;

import cliplab.app.figures.view.FigureMenus;
import cliplab.viz.style.Palette;
import javafx.scene.Node;

/** One of the things that can be done with an answer, on a tab of its own. FX thread only. */
public interface Tool {
    /** On the tab; a word or two. */
    String name();

    /** What it is for, in a sentence. */
    String tip();

    Node node();

    /** Called when its tab is opened and when it is left: only what is seen need be kept up to date. */
    default void shown(boolean visible) {}

    /** Gives its figures, where it has any, their menus. */
    default void offer(FigureMenus menus) {}

    /** Other colours for what it paints itself. */
    default void apply(Palette palette) {}
}
