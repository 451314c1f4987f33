// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import cliplab.model.data.Captions;
import cliplab.model.data.Images;
import cliplab.model.data.PairDataset;
import cliplab.model.data.RgbImage;
import cliplab.model.data.Tokens;
import cliplab.model.net.TokenBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** All pixels on the device from the start, as floats: 33 MB for the shapes. Owned by the run's thread. */
final class ResidentPairs implements BatchSource {
    private final NDArray pixels;
    private final Captions captions;

    /** @param manager owns the pixels */
    ResidentPairs(NDManager manager, PairDataset data) {
        Images images = data.images();
        byte[] bytes = new byte[Math.multiplyExact(images.count(), images.bytesPerImage())];
        for (int i = 0; i < images.count(); i++) {
            images.copyTo(i, bytes, i * images.bytesPerImage());
        }
        pixels = manager.create(
                data.preprocessor().normalise(bytes),
                new Shape(images.count(), images.height(), images.width(), RgbImage.CHANNELS));
        captions = data.captions();
    }

    @Override
    public int pairs() {
        return captions.size();
    }

    @Override
    public PairBatch take(NDManager step, int[] pairs, int[] templates) {
        long[] index = new long[pairs.length];
        int[] captionIds = new int[pairs.length];
        List<Tokens> tokens = new ArrayList<>(pairs.length);
        for (int i = 0; i < pairs.length; i++) {
            index[i] = pairs[i];
            captionIds[i] = captions.captionId(pairs[i], templates[i]);
            tokens.add(captions.tokens(pairs[i], templates[i]));
        }
        NDArray taken = pixels.get(step.create(index));
        taken.attach(step);
        return new PairBatch(taken, TokenBatch.of(step, tokens), captionIds);
    }

    @Override
    public List<String> captions(int[] pairs, int[] templates) {
        return IntStream.range(0, pairs.length)
                .mapToObj(i -> captions.text(pairs[i], templates[i]))
                .toList();
    }
}
