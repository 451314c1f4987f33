// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.train;

import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.Captions;
import cliplab.model.data.EvaluationSet;
import cliplab.model.data.ImagePreprocessor;
import cliplab.model.data.Images;
import cliplab.model.data.LabelSet;
import cliplab.model.data.PackedImages;
import cliplab.model.data.PairDataset;
import cliplab.model.data.PromptTemplate;
import cliplab.model.data.ShapesDataset;
import cliplab.model.data.Tokenizer;
import java.util.List;
import java.util.stream.IntStream;

/** The first few images of the first few classes of the shapes: steps of milliseconds. */
record SmallPairs(
        Images images,
        Captions captions,
        int[] trainingSubjectOf,
        EvaluationSet evaluation,
        List<PromptTemplate> templates,
        Tokenizer tokenizer,
        ImagePreprocessor preprocessor,
        String digest)
        implements PairDataset {
    private static final ShapesDataset SHAPES = new ShapesDataset(0, ShapesDataset.Options.REFERENCE);

    /** @param classes how many, "red circle" first */
    static SmallPairs of(int classes, int perClass, int heldOutPerClass, int templates) {
        LabelSet labels = new LabelSet(CaptionGrammar.labels().labels().subList(0, classes));
        List<PromptTemplate> declared = CaptionGrammar.declare(templates);
        Tokenizer tokenizer = CaptionGrammar.tokenizer(declared);
        int[] subjects =
                IntStream.range(0, classes * perClass).map(i -> i / perClass).toArray();
        int[] held = IntStream.range(0, classes * heldOutPerClass)
                .map(i -> i / heldOutPerClass)
                .toArray();
        return new SmallPairs(
                pick(SHAPES.images(), 170, classes, perClass),
                Captions.of(subjects, labels.names(), declared, tokenizer),
                subjects,
                new EvaluationSet(
                        pick(SHAPES.evaluation().images(), 30, classes, heldOutPerClass),
                        labels.names(),
                        held,
                        labels,
                        new boolean[classes]),
                declared,
                tokenizer,
                SHAPES.preprocessor(),
                "small");
    }

    private static Images pick(Images all, int stride, int classes, int perClass) {
        int bytes = all.bytesPerImage();
        byte[] pixels = new byte[classes * perClass * bytes];
        for (int i = 0; i < classes * perClass; i++) {
            all.copyTo(i / perClass * stride + i % perClass, pixels, i * bytes);
        }
        return new PackedImages(all.height(), all.width(), pixels);
    }
}
