// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.viz.figure.LossFigure;
import cliplab.viz.figure.LossPoint;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.jfree.chart.axis.ValueAxis;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChartPaneTest {
    @BeforeAll
    static void start() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        try {
            Platform.startup(started::countDown);
        } catch (IllegalStateException _) {
            // Another test began it.
            started.countDown();
        }
        assertTrue(started.await(30, TimeUnit.SECONDS));
        Platform.setImplicitExit(false);
    }

    private static void onFx(Runnable work) throws Exception {
        FutureTask<Boolean> task = new FutureTask<>(work, true);
        Platform.runLater(task);
        assertTrue(task.get(30, TimeUnit.SECONDS));
    }

    private static void key(ChartPane pane, KeyCode code) {
        pane.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
    }

    @Test
    void paintsByItselfWhenTheFigureChangesAndOnlyThen() throws Exception {
        LossFigure figure = new LossFigure();
        AtomicReference<ChartPane> made = new AtomicReference<>();
        CountDownLatch painted = new CountDownLatch(1);
        onFx(() -> {
            Repainter repainter = new Repainter();
            LossPane loss = new LossPane(figure, repainter);
            made.set(loss.chart());
            Stage stage = new Stage();
            stage.setScene(new Scene(loss.frame(), 480, 320));
            stage.show();
            figure.begin(10, 30, List.of());
            figure.append(new LossPoint(1, 0.1, 1, 4, 4, 4, 1));
            loss.chart().paint();
            for (int i = 0; i < 40; i++) {
                key(loss.chart(), KeyCode.RIGHT);
            }
            figure.append(new LossPoint(2, 0.2, 2, 3, 3, 3, 1));
            assertTrue(loss.chart().stale());
            // The crosshair rests; each painting says its numbers anew.
            loss.chart().onReadout(text -> {
                if (text.contains("loss 3.000")) {
                    painted.countDown();
                }
            });
            repainter.start();
        });
        assertTrue(painted.await(30, TimeUnit.SECONDS), "nobody painted");
        onFx(() -> {
            ChartPane pane = made.get();
            pane.paint();
            assertTrue(pane.paintMillis() > 0 && pane.medianPaintMillis() > 0);
            assertTrue(!pane.stale() && pane.onScreen());
            pane.setVisible(false);
            assertTrue(!pane.onScreen());
        });
    }

    @Test
    void zoomsByKeyAndComesBack() throws Exception {
        onFx(() -> {
            LossFigure figure = new LossFigure();
            figure.begin(10, 1, List.of());
            for (int step = 1; step <= 10; step++) {
                figure.append(new LossPoint(step, step / 10.0, step, 4, 4, 4, 1));
            }
            ChartPane pane = new ChartPane(figure, new Repainter());
            Stage stage = new Stage();
            stage.setScene(new Scene(pane, 480, 320));
            stage.show();
            pane.paint();
            ValueAxis axis = figure.chart().getXYPlot().getDomainAxis();
            assertEquals(10, axis.getRange().getLength(), 1e-9);
            key(pane, KeyCode.PLUS);
            assertEquals(8, axis.getRange().getLength(), 1e-9);
            figure.append(new LossPoint(11, 1.1, 11, 4, 4, 4, 1));
            pane.paint();
            assertEquals(8, axis.getRange().getLength(), 1e-9, "zoom stays while the run goes on");
            key(pane, KeyCode.DIGIT0);
            pane.paint();
            assertEquals(0, axis.getLowerBound());
            assertTrue(axis.getUpperBound() >= 11);
            key(pane, KeyCode.MINUS);
            assertEquals(0, axis.getLowerBound(), "nothing lies outside the run");
            stage.close();
        });
    }
}
