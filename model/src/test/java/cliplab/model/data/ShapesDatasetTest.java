// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.model.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.model.data.ShapesDataset.Options;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class ShapesDatasetTest {
    private static final ShapesDataset REFERENCE = new ShapesDataset(0, Options.REFERENCE);
    private static final Map<Options, ShapesDataset> BUILT = new ConcurrentHashMap<>();
    private static final int PAIRS = 2720;

    private static ShapesDataset with(CaptionPolicy policy, double noise, int templates, String... withheld) {
        // Rendering takes a second, so that tests share what none of them can change.
        return BUILT.computeIfAbsent(
                new Options(policy, noise, templates, List.of(withheld)), options -> new ShapesDataset(0, options));
    }

    @AfterAll
    static void forget() {
        BUILT.clear();
    }

    private static List<String> texts(ShapesDataset data) {
        return IntStream.range(0, data.captions().size())
                .mapToObj(i -> data.captions().text(i, 0))
                .toList();
    }

    private static byte[] pixels(Images images) {
        byte[] all = new byte[images.count() * images.bytesPerImage()];
        for (int i = 0; i < images.count(); i++) {
            images.copyTo(i, all, i * images.bytesPerImage());
        }
        return all;
    }

    private static Map<String, Long> counted(List<String> texts) {
        return texts.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void theReferenceHas2720PairsToTrainOnAnd480HeldOut() {
        assertEquals(PAIRS, REFERENCE.images().count());
        assertEquals(PAIRS, REFERENCE.captions().size());
        assertEquals(480, REFERENCE.evaluation().images().count());
        assertEquals(32, REFERENCE.images().width());
        assertEquals(32, REFERENCE.images().height());
        assertEquals(32, REFERENCE.preprocessor().size());
    }

    @Test
    void everyClassHas170PairsToTrainOnAnd30HeldOut() {
        Map<String, Long> counts = counted(texts(REFERENCE));
        assertEquals(16, counts.size());
        counts.values().forEach(count -> assertEquals(170, count));
        int[] held = new int[16];
        for (int subject : REFERENCE.evaluation().subjectOf()) {
            held[subject]++;
        }
        for (int count : held) {
            assertEquals(30, count);
        }
        assertArrayEquals(
                new int[16],
                IntStream.of(REFERENCE.captions().groupSizes())
                        .map(g -> g - 170)
                        .toArray());
    }

    @Test
    void whatATrainingImageShowsDoesNotDependOnItsCaption() {
        int[] shown = REFERENCE.trainingSubjectOf();
        for (int pair = 0; pair < PAIRS; pair++) {
            String name = REFERENCE.evaluation().subjects().get(shown[pair]);
            assertEquals("a " + name, REFERENCE.captions().text(pair, 0));
        }
        assertArrayEquals(shown, with(CaptionPolicy.SHUFFLED, 0, 1).trainingSubjectOf());
        assertArrayEquals(shown, with(CaptionPolicy.TEMPLATE, 0.5, 1).trainingSubjectOf());
        assertArrayEquals(shown, with(CaptionPolicy.GIBBERISH, 0, 1).trainingSubjectOf());
        int withheld = REFERENCE.evaluation().subjects().indexOf("red star");
        assertArrayEquals(
                Arrays.stream(shown).filter(subject -> subject != withheld).toArray(),
                with(CaptionPolicy.TEMPLATE, 0, 1, "red star").trainingSubjectOf());
    }

    @Test
    void noImageIsBothTrainedOnAndHeldOut() {
        Set<Integer> training = new HashSet<>();
        byte[] image = new byte[REFERENCE.images().bytesPerImage()];
        for (int i = 0; i < PAIRS; i++) {
            REFERENCE.images().copyTo(i, image, 0);
            assertTrue(training.add(Arrays.hashCode(image)), "two equal training images");
        }
        for (int i = 0; i < 480; i++) {
            REFERENCE.evaluation().images().copyTo(i, image, 0);
            assertTrue(training.add(Arrays.hashCode(image)), "a held-out image that is trained on");
        }
    }

    @Test
    void theVocabularyIsTenTokensWithTheEndFirst() {
        List<String> words = REFERENCE.tokenizer().vocabulary().words();
        assertEquals(10, REFERENCE.tokenizer().vocabularySize());
        assertEquals("<end>", words.getFirst());
        assertEquals(
                Set.of("<end>", "a", "red", "green", "blue", "yellow", "circle", "square", "triangle", "star"),
                Set.copyOf(words));
        assertEquals(10, words.size());
    }

    @Test
    void everyCaptionIsFourTokensWithTheEndLast() {
        assertEquals(4, REFERENCE.tokenizer().contextLength());
        for (int pair = 0; pair < PAIRS; pair++) {
            Tokens tokens = REFERENCE.captions().tokens(pair, 0);
            assertEquals(4, tokens.length());
            assertEquals(4, tokens.ids().length);
            assertEquals(0, tokens.ids()[3]);
            assertTrue(tokens.ids()[0] > 0 && tokens.ids()[1] > 0 && tokens.ids()[2] > 0);
            assertTrue(tokens.unknown().isEmpty() && tokens.cut().isEmpty());
        }
    }

    @Test
    void oneSeedGivesOneDigestAndAnotherSeedAnother() {
        ShapesDataset again = new ShapesDataset(0, Options.REFERENCE);
        assertEquals(REFERENCE.digest(), again.digest());
        assertArrayEquals(pixels(REFERENCE.images()), pixels(again.images()));
        assertEquals(64, REFERENCE.digest().length());
        ShapesDataset other = new ShapesDataset(1, Options.REFERENCE);
        assertNotEquals(REFERENCE.digest(), other.digest());
        assertFalse(Arrays.equals(pixels(REFERENCE.images()), pixels(other.images())));
    }

    @Test
    void captionsDoNotChangeThePixels() {
        ShapesDataset shuffled = with(CaptionPolicy.SHUFFLED, 0.3, 4);
        assertArrayEquals(pixels(REFERENCE.images()), pixels(shuffled.images()));
        assertArrayEquals(
                pixels(REFERENCE.evaluation().images()),
                pixels(shuffled.evaluation().images()));
        assertNotEquals(REFERENCE.digest(), shuffled.digest());
    }

    @Test
    void colourWordsAndColoursOfPixelsBelongTogether() {
        // The mean excess of the red channel over the blue one is larger for red shapes than for blue ones.
        double red = 0;
        double blue = 0;
        byte[] image = new byte[REFERENCE.images().bytesPerImage()];
        for (int pair = 0; pair < PAIRS; pair++) {
            REFERENCE.images().copyTo(pair, image, 0);
            double excess = 0;
            for (int i = 0; i < image.length; i += 3) {
                excess += (image[i] & 0xFF) - (image[i + 2] & 0xFF);
            }
            String text = REFERENCE.captions().text(pair, 0);
            red += text.contains("red") ? excess : 0;
            blue += text.contains("blue") ? excess : 0;
        }
        assertTrue(red > 0 && blue < 0);
    }

    @Test
    void identicalCaptionsAreAllTheCaptionOfTheFirstClass() {
        ShapesDataset data = with(CaptionPolicy.IDENTICAL, 0, 1);
        assertEquals(Map.of("a red circle", (long) PAIRS), counted(texts(data)));
        assertEquals(PAIRS, Arrays.stream(data.captions().groupSizes()).max().orElseThrow());
        assertEquals(data.captions().captionId(0, 0), data.captions().captionId(PAIRS - 1, 0));
    }

    @Test
    void identicalCaptionsNeverNameAWithheldClass() {
        ShapesDataset data = with(CaptionPolicy.IDENTICAL, 0, 1, "red circle");
        assertEquals(1, counted(texts(data)).size());
        assertFalse(texts(data).contains("a red circle"), "a withheld class stands in the captions trained on");
    }

    @Test
    void gibberishIsThreeKnownWords() {
        ShapesDataset data = with(CaptionPolicy.GIBBERISH, 0, 1);
        for (int pair = 0; pair < PAIRS; pair++) {
            Tokens tokens = data.captions().tokens(pair, 0);
            assertEquals(4, tokens.length());
            assertTrue(tokens.unknown().isEmpty() && tokens.cut().isEmpty());
            assertEquals(3, WordTokenizer.words(data.captions().text(pair, 0)).size());
        }
        assertEquals(165, counted(texts(data)).size(), "nine words, three drawn, order aside");
    }

    @Test
    void gibberishIsTheSameWhateverTheTemplate() {
        Captions captions = with(CaptionPolicy.GIBBERISH, 0, 3).captions();
        for (int pair = 0; pair < 100; pair++) {
            for (int template = 1; template < 3; template++) {
                assertEquals(captions.text(pair, 0), captions.text(pair, template));
                assertEquals(captions.tokens(pair, 0), captions.tokens(pair, template));
                assertEquals(captions.captionId(pair, 0), captions.captionId(pair, template));
            }
        }
    }

    @Test
    void gibberishOfTheSameWordsInAnotherOrderIsOneGroup() {
        Captions captions = with(CaptionPolicy.GIBBERISH, 0, 1).captions();
        for (int a = 0; a < 150; a++) {
            for (int b = 0; b < a; b++) {
                assertEquals(
                        captions.tokens(a, 0)
                                .multiset()
                                .equals(captions.tokens(b, 0).multiset()),
                        captions.captionId(a, 0) == captions.captionId(b, 0));
            }
        }
    }

    @Test
    void shuffledCaptionsAreTheSameOnesOnOtherImages() {
        ShapesDataset data = with(CaptionPolicy.SHUFFLED, 0, 1);
        assertEquals(counted(texts(REFERENCE)), counted(texts(data)));
        long right = IntStream.range(0, PAIRS)
                .filter(i ->
                        REFERENCE.captions().text(i, 0).equals(data.captions().text(i, 0)))
                .count();
        assertTrue(right > 110 && right < 230, "170 would be a sixteenth; there are " + right);
    }

    @Test
    void noiseGivesTheExactShareAWrongCaptionAboutEvenly() {
        ShapesDataset data = with(CaptionPolicy.TEMPLATE, 0.3, 1);
        long wrong = IntStream.range(0, PAIRS)
                .filter(i ->
                        !REFERENCE.captions().text(i, 0).equals(data.captions().text(i, 0)))
                .count();
        assertEquals(816, wrong);

        ShapesDataset all = with(CaptionPolicy.TEMPLATE, 1, 1);
        int[][] table = new int[16][16];
        LabelSet labels = CaptionGrammar.labels();
        for (int i = 0; i < PAIRS; i++) {
            int own = labels.indexOf(REFERENCE.captions().text(i, 0).substring(2));
            int given = labels.indexOf(all.captions().text(i, 0).substring(2));
            assertNotEquals(own, given);
            table[own][given]++;
        }
        double chiSquare = 0;
        for (int own = 0; own < 16; own++) {
            for (int given = 0; given < 16; given++) {
                if (own != given) {
                    double expected = 170 / 15.0;
                    chiSquare += (table[own][given] - expected) * (table[own][given] - expected) / expected;
                }
            }
        }
        // 16 × 14 degrees of freedom: 224 ± 21.
        assertTrue(chiSquare > 120 && chiSquare < 330, "chi square " + chiSquare);
    }

    @Test
    void aShareThatIsNoShareIsRefused() {
        for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> with(CaptionPolicy.TEMPLATE, share, 1));
        }
    }

    @Test
    void withheldClassesAreLeftOutOfTrainingAndKeptInEvaluation() {
        for (ShapesDataset data : List.of(
                with(CaptionPolicy.TEMPLATE, 0, 1, "red triangle", "blue star"),
                with(CaptionPolicy.SHUFFLED, 0.5, 1, "red triangle", "blue star"))) {
            assertEquals(14 * 170, data.images().count());
            assertEquals(14 * 170, data.captions().size());
            assertFalse(texts(data).contains("a red triangle"));
            assertFalse(texts(data).contains("a blue star"));
            assertEquals(14, counted(texts(data)).size());
            assertEquals(480, data.evaluation().images().count());
            assertEquals(16, data.evaluation().subjects().size());
            boolean[] expected = new boolean[16];
            expected[CaptionGrammar.labels().indexOf("red triangle")] = true;
            expected[CaptionGrammar.labels().indexOf("blue star")] = true;
            assertArrayEquals(expected, data.evaluation().withheld());
            assertEquals(10, data.tokenizer().vocabularySize(), "a withheld class is named by known words");
        }
    }

    @Test
    void withholdingOtherClassesLeavesTheImagesOfTheRestAsTheyAre() {
        ShapesDataset data = with(CaptionPolicy.TEMPLATE, 0, 1, "red triangle", "blue star");
        byte[] expected = new byte[REFERENCE.images().bytesPerImage()];
        byte[] actual = expected.clone();
        for (int pair = 0, kept = 0; pair < PAIRS; pair++) {
            String text = REFERENCE.captions().text(pair, 0);
            if (!text.equals("a red triangle") && !text.equals("a blue star")) {
                REFERENCE.images().copyTo(pair, expected, 0);
                data.images().copyTo(kept++, actual, 0);
                assertArrayEquals(expected, actual);
            }
        }
    }

    @Test
    void unknownAndTooManyWithheldClassesAreRefused() {
        IllegalArgumentException unknown =
                assertThrows(IllegalArgumentException.class, () -> with(CaptionPolicy.TEMPLATE, 0, 1, "pink circle"));
        assertTrue(String.valueOf(unknown.getMessage()).contains("pink circle"));
        String[] every = CaptionGrammar.labels().names().toArray(String[]::new);
        assertThrows(IllegalArgumentException.class, () -> with(CaptionPolicy.TEMPLATE, 0, 1, every));
        assertThrows(IllegalArgumentException.class, () -> with(CaptionPolicy.TEMPLATE, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> with(CaptionPolicy.TEMPLATE, 0, 9));
    }

    @Test
    void severalTemplatesEnlargeTheVocabularyAndAllCaptionsFit() {
        ShapesDataset data = with(CaptionPolicy.TEMPLATE, 0, 8);
        assertTrue(data.tokenizer().vocabularySize() > 10);
        assertEquals(8, data.templates().size());
        assertEquals(8, data.captions().templates());
        Set<List<Integer>> distinct = new HashSet<>();
        for (int pair = 0; pair < data.captions().size(); pair += 170) {
            for (int template = 0; template < 8; template++) {
                Tokens tokens = data.captions().tokens(pair, template);
                assertTrue(tokens.unknown().isEmpty() && tokens.cut().isEmpty());
                assertTrue(distinct.add(tokens.multiset()));
            }
        }
        assertEquals(128, distinct.size());
    }
}
