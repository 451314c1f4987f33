// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

/** The status line of a chart: what the caller says, and the read-out in its place while somebody reads numbers. */
final class StatusWords {
    private final PaneFrame frame;
    private String sentence = "";
    private String readout = "";

    StatusWords(PaneFrame frame, ChartPane... charts) {
        this.frame = frame;
        for (ChartPane chart : charts) {
            chart.onReadout(text -> {
                readout = text;
                show();
            });
        }
    }

    void sentence(String words) {
        sentence = words;
        show();
    }

    private void show() {
        frame.status(readout.isEmpty() ? sentence : readout);
    }
}
