// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify;

import cliplab.app.classify.images.PictureSource;
import cliplab.model.data.Picture;
import cliplab.model.eval.ZeroShotAnswer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A picture on the shelf, with the newest answer about it. FX thread only. */
public final class PictureItem {
    private final PictureSource source;
    private final Picture picture;
    private final ReadOnlyObjectWrapper<@Nullable ZeroShotAnswer> answer = new ReadOnlyObjectWrapper<>();
    private long asked = Long.MIN_VALUE;

    public PictureItem(PictureSource source, Picture picture) {
        this.source = source;
        this.picture = picture;
    }

    public PictureSource source() {
        return source;
    }

    public Picture picture() {
        return picture;
    }

    /** At the temperature learned, of the labels and the network as they were when it was asked; null before. */
    public ReadOnlyObjectProperty<@Nullable ZeroShotAnswer> answerProperty() {
        return answer.getReadOnlyProperty();
    }

    /** The round of questions its answer belongs to. */
    long asked() {
        return asked;
    }

    void answer(long round, @Nullable ZeroShotAnswer given) {
        asked = round;
        answer.set(given);
    }
}
