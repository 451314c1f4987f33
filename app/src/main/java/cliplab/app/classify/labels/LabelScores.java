// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.labels;

import cliplab.viz.text.Numbers;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * A label's cosine and probability as bars and numbers: beside each other where there is room, above each other where not. Its
 * children are placed by hand, so that new numbers lay out nothing else. FX thread only.
 */
final class LabelScores extends Region {
    private static final double NUMBER = 46;
    private static final double BAR = 8;
    private static final double GAP = 6;
    private static final double LINE = 16;
    private static final double LEAST = 128;

    private final Score cosine = new Score("score-cosine");
    private final Score probability = new Score("score-probability");
    private final Rectangle zero = mark("score-zero");
    private boolean stacked;

    LabelScores() {
        getStyleClass().add("label-scores");
        setMinWidth(LEAST);
        for (Score score : new Score[] {cosine, probability}) {
            getChildren().addAll(score.track, score.bar, score.number);
        }
        getChildren().add(zero);
        clear();
    }

    private static Rectangle mark(String styleClass) {
        Rectangle mark = new Rectangle();
        mark.getStyleClass().add(styleClass);
        mark.setManaged(false);
        mark.setMouseTransparent(true);
        return mark;
    }

    /** @param cosineValue −1 … 1, probabilityValue 0 … 1 */
    void show(double cosineValue, double probabilityValue) {
        double middle = 0.5;
        double share = Math.clamp((cosineValue + 1) / 2, 0, 1);
        cosine.show(Math.min(middle, share), Math.max(middle, share), Numbers.three(cosineValue));
        probability.show(0, probabilityValue, Numbers.probability(probabilityValue));
    }

    void clear() {
        cosine.show(0, 0, "–");
        probability.show(0, 0, "–");
    }

    String cosineText() {
        return cosine.number.getText();
    }

    String probabilityText() {
        return probability.number.getText();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        if (stacked) {
            double top = Math.max(0, (getHeight() - 2 * LINE) / 2);
            cosine.place(0, top, width, LINE);
            probability.place(0, top + LINE, width, LINE);
        } else {
            double half = (width - GAP) / 2;
            cosine.place(0, 0, half, getHeight());
            probability.place(half + GAP, 0, half, getHeight());
        }
        Rectangle track = cosine.track;
        zero.setX(Math.rint(track.getX() + track.getWidth() / 2));
        zero.setY(track.getY() - 2);
        zero.setWidth(1);
        zero.setHeight(BAR + 4);
    }

    /** Whether the probability stands under the cosine. */
    void setStacked(boolean narrow) {
        stacked = narrow;
        requestLayout();
    }

    @Override
    protected double computePrefHeight(double width) {
        return stacked ? 2 * LINE : LINE;
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return LEAST;
    }

    /** One bar with its number; shares of its track's width. */
    private static final class Score {
        private final Rectangle track = mark("score-track");
        private final Rectangle bar;
        private final Label number = new Label();
        private double from;
        private double to;

        Score(String styleClass) {
            bar = mark(styleClass);
            number.getStyleClass().add("score-number");
            number.setManaged(false);
            number.setMouseTransparent(true);
        }

        void show(double first, double last, String text) {
            from = first;
            to = last;
            if (!text.equals(number.getText())) {
                number.setText(text);
            }
            fill();
        }

        private void fill() {
            bar.setX(track.getX() + from * track.getWidth());
            bar.setWidth((to - from) * track.getWidth());
        }

        void place(double x, double y, double width, double height) {
            track.setX(x);
            track.setY(Math.rint(y + (height - BAR) / 2));
            track.setWidth(Math.max(0, width - NUMBER - GAP));
            track.setHeight(BAR);
            bar.setY(track.getY());
            bar.setHeight(BAR);
            fill();
            number.resizeRelocate(x + width - NUMBER, Math.rint(y + (height - LINE) / 2), NUMBER, LINE);
        }
    }
}
