// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.pane;

import cliplab.viz.figure.BatchReading;
import cliplab.viz.figure.BatchView;
import cliplab.viz.text.Messages;
import cliplab.viz.text.Numbers;

/** A batch in sentences, at length and in brief. */
record BatchWords(BatchView batch, BatchReading reading) {
    String summary() {
        return Messages.text(
                "batch.summary",
                batch.step(),
                batch.size(),
                reading.captions(),
                reading.rightCount(),
                reading.twinCount());
    }

    String briefSummary() {
        return Messages.text(
                "batch.summary.brief", batch.size(), reading.captions(), reading.rightCount(), reading.twinCount());
    }

    String pair(int index) {
        return Messages.text(
                "batch.pair",
                batch.captions().get(index),
                matched(index),
                reading.ranks()[index],
                reading.captions(),
                Numbers.two(reading.losses()[index]),
                reading.twins()[index]);
    }

    String briefPair(int index) {
        return Messages.text(
                "batch.pair.brief",
                batch.captions().get(index),
                matched(index),
                reading.ranks()[index],
                Numbers.two(reading.losses()[index]));
    }

    private String matched(int index) {
        int text = reading.matched()[index];
        return text < 0 ? "–" : batch.captions().get(text);
    }
}
