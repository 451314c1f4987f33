// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The seeded shapes: 16 classes of 4 colours × 4 shapes, 200 images each, of which 170 are trained on and 30 held out.
 * Immutable and thread-safe; building it takes a moment and all of its 12 MB.
 */
public final class ShapesDataset implements PairDataset {
    /** Height and width of every image, in pixels. */
    public static final int IMAGE_SIZE = ShapeRenderer.SIZE;

    private static final int PER_CLASS = 200;
    private static final double HELD_OUT_SHARE = 0.15;
    private static final int GIBBERISH_WORDS = 3;
    /** Of every network trained on the shapes. */
    public static final ImagePreprocessor PREPROCESSOR =
            new ImagePreprocessor(IMAGE_SIZE, new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.25f, 0.25f, 0.25f});

    /**
     * What a person may choose about the data.
     *
     * @param captions which caption each image is given
     * @param captionNoise the share of pairs, 0 … 1, that carry another class's caption
     * @param templates how many templates are declared, 1 … 8; their words make the vocabulary
     * @param withheld names of the classes left out of training, such as "red triangle"
     */
    public record Options(CaptionPolicy captions, double captionNoise, int templates, List<String> withheld) {
        public static final Options REFERENCE = new Options(CaptionPolicy.TEMPLATE, 0, 1, List.of());

        public Options {
            if (!(captionNoise >= 0 && captionNoise <= 1)) {
                throw new IllegalArgumentException("caption noise must be a share from 0 to 1, not " + captionNoise);
            }
            if (captionNoise > 0 && captions == CaptionPolicy.GIBBERISH) {
                throw new IllegalArgumentException("gibberish captions name no class; leave caption noise at 0");
            }
            CaptionGrammar.declare(templates);
            withheld = withheld.stream().distinct().toList();
            LabelSet labels = CaptionGrammar.labels();
            for (String name : withheld) {
                if (labels.indexOf(name) < 0) {
                    throw new IllegalArgumentException("there is no class \"" + name
                            + "\" to withhold; the classes are " + String.join(", ", labels.names()));
                }
            }
            if (withheld.size() == labels.size()) {
                throw new IllegalArgumentException("every class is withheld: nothing is left to train on");
            }
        }
    }

    private final List<PromptTemplate> templates;
    private final WordTokenizer tokenizer;
    private final Images images;
    private final Captions captions;
    private final int[] trainingClass;
    private final EvaluationSet evaluation;
    private final String digest;

    /** @param seed decides pixels, split and captions, each by a stream of its own */
    public ShapesDataset(long seed, Options options) {
        LabelSet labels = CaptionGrammar.labels();
        templates = CaptionGrammar.declare(options.templates());
        tokenizer = CaptionGrammar.tokenizer(templates);

        int[] classOf = IntStream.range(0, labels.size() * PER_CLASS)
                .map(i -> i / PER_CLASS)
                .toArray();
        Split split = Split.stratified(classOf, labels.size(), HELD_OUT_SHARE, RandomStream.of(seed, "split"));
        boolean[] withheld = new boolean[labels.size()];
        options.withheld().forEach(name -> withheld[labels.indexOf(name)] = true);
        int[] training = IntStream.of(split.training())
                .filter(i -> !withheld[classOf[i]])
                .toArray();
        trainingClass = IntStream.of(training).map(i -> classOf[i]).toArray();

        images = render(seed, labels, classOf, training);
        captions = captions(seed, options, labels, withheld);
        evaluation = new EvaluationSet(
                render(seed, labels, classOf, split.heldOut()),
                labels.names(),
                IntStream.of(split.heldOut()).map(i -> classOf[i]).toArray(),
                labels,
                withheld);
        digest = computeDigest();
    }

    private static Images render(long seed, LabelSet labels, int[] classOf, int[] items) {
        return PackedImages.of(IntStream.of(items)
                .parallel() // each image has a stream of its own, so their order does not matter
                .mapToObj(i -> {
                    List<String> attributes = labels.labels().get(classOf[i]).attributes();
                    return ShapeRenderer.render(
                            attributes.get(0), attributes.get(1), RandomStream.of(seed, "image", i));
                })
                .toList());
    }

    private Captions captions(long seed, Options options, LabelSet labels, boolean[] withheld) {
        if (options.captions() == CaptionPolicy.GIBBERISH) {
            return Captions.fixed(gibberish(seed, trainingClass.length), tokenizer);
        }
        int[] subjectOf = switch (options.captions()) {
            case TEMPLATE, GIBBERISH -> trainingClass.clone();
            case IDENTICAL -> {
                int[] same = new int[trainingClass.length];
                Arrays.fill(same, trainingClass[0]); // the first class that is trained on
                yield same;
            }
            case SHUFFLED ->
                IntStream.of(RandomStream.of(seed, "shuffle").permutation(trainingClass.length))
                        .map(i -> trainingClass[i])
                        .toArray();
        };
        mislabel(seed, options.captionNoise(), subjectOf, withheld);
        return Captions.of(subjectOf, labels.names(), templates, tokenizer);
    }

    private List<String> gibberish(long seed, int pairs) {
        RandomStream random = RandomStream.of(seed, "gibberish");
        List<String> texts = new ArrayList<>(pairs);
        for (int pair = 0; pair < pairs; pair++) {
            List<String> words = new ArrayList<>();
            for (int i = 0; i < GIBBERISH_WORDS; i++) {
                words.add(tokenizer.vocabulary().word(1 + random.nextInt(tokenizer.vocabularySize() - 1)));
            }
            texts.add(String.join(" ", words));
        }
        return texts;
    }

    /** Gives a share of the pairs the caption of another class that is trained on, drawn uniformly. */
    private void mislabel(long seed, double share, int[] subjectOf, boolean[] withheld) {
        RandomStream random = RandomStream.of(seed, "caption noise");
        int[] order = random.permutation(subjectOf.length);
        int wrong = (int) Math.round(share * subjectOf.length);
        for (int i = 0; i < wrong; i++) {
            int pair = order[i];
            int[] others = IntStream.range(0, withheld.length)
                    .filter(c -> !withheld[c] && c != trainingClass[pair])
                    .toArray();
            if (others.length > 0) {
                subjectOf[pair] = others[random.nextInt(others.length)];
            }
        }
    }

    private String computeDigest() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            byte[] pixels = new byte[images.bytesPerImage()];
            for (int pair = 0; pair < images.count(); pair++) {
                images.copyTo(pair, pixels, 0);
                sha.update(pixels);
                for (int template = 0; template < captions.templates(); template++) {
                    sha.update(captions.text(pair, template).getBytes(StandardCharsets.UTF_8));
                    sha.update((byte) 0);
                }
            }
            for (int image = 0; image < evaluation.images().count(); image++) {
                evaluation.images().copyTo(image, pixels, 0);
                sha.update(pixels);
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public Images images() {
        return images;
    }

    @Override
    public Captions captions() {
        return captions;
    }

    @Override
    public int[] trainingSubjectOf() {
        return trainingClass.clone();
    }

    @Override
    public EvaluationSet evaluation() {
        return evaluation;
    }

    @Override
    public List<PromptTemplate> templates() {
        return templates;
    }

    @Override
    public WordTokenizer tokenizer() {
        return tokenizer;
    }

    @Override
    public ImagePreprocessor preprocessor() {
        return PREPROCESSOR;
    }

    @Override
    public String digest() {
        return digest;
    }
}
