// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.classify.tools.lessons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.classify.AskedNetwork;
import cliplab.app.classify.FakeNetwork;
import cliplab.app.classify.LabelQuestion;
import cliplab.app.classify.LabelRow;
import cliplab.app.classify.tools.OtherNetwork;
import cliplab.app.classify.tools.lessons.Moment.Fit;
import cliplab.model.data.CaptionGrammar;
import cliplab.model.data.PromptTemplate;
import cliplab.viz.text.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each lesson's arithmetic, on a network of numbers that can be worked out. */
class LessonTest {
    private static final FakeNetwork FAKE = FakeNetwork.of(3);
    private static final List<PromptTemplate> TEMPLATES = List.of(CaptionGrammar.TEMPLATES.getFirst());

    private static LessonStart start(AskedNetwork network, List<PromptTemplate> templates, String... labels) {
        List<LabelRow> rows = Stream.of(labels).map(LabelRow::new).toList();
        return new LessonStart(network, rows, templates, rows);
    }

    private static Attempt.Plan plan(Lesson lesson, LessonStart start) {
        return assertInstanceOf(Attempt.Plan.class, lesson.attempt(start));
    }

    private static Moment moment(LessonStart start, Attempt.Plan plan) {
        AskedNetwork network = start.network();
        return network.ask(embedder -> Moment.of(
                        embedder,
                        FakeNetwork.plain("red", 230, 20, 20).pixels(),
                        LabelQuestion.of(network, start.rows(), start.templates()),
                        LabelQuestion.of(network, plan.rows(), plan.templates()),
                        0.5))
                .join();
    }

    private static Fit fit(Moment.Side side, LabelRow row) {
        return Objects.requireNonNull(side.fit(row), row.text());
    }

    @Test
    void beforeAndAfterAreOneQuestion() {
        LessonStart start = start(FAKE, TEMPLATES, "red circle", "blue star");
        int asked = FAKE.asked();
        moment(start, plan(new DuplicateLesson(), start));
        assertEquals(asked + 1, FAKE.asked());
    }

    @Test
    void aDuplicateLeavesTheCosineAndSharesTheProbability() {
        LessonStart start = start(FAKE, TEMPLATES, "red circle", "blue star", "green square");
        Attempt.Plan plan = plan(new DuplicateLesson(), start);
        Moment moment = moment(start, plan);
        LabelRow twin = plan.rows().get(1);
        assertEquals("red circle", twin.text());
        double p = fit(moment.before(), start.top()).p();
        assertTrue(p > 0.01 && p < 0.99, "a probability that can change: " + p);
        assertEquals(p / (1 + p), fit(moment.after(), start.top()).p(), 1e-12);
        assertEquals(p / (1 + p), fit(moment.after(), twin).p(), 1e-12);
        assertEquals(
                fit(moment.before(), start.top()).cosine(),
                fit(moment.after(), start.top()).cosine());
        String words = plan.words().apply(moment);
        assertTrue(words.contains("= " + Numbers.six(p / (1 + p)) + ", and it is"), words);
        assertTrue(words.contains("stays"), words);
    }

    @Test
    void junkTakesTheSameShareFromAll() {
        LessonStart start = start(FAKE, TEMPLATES, "red circle", "blue star", "green square");
        Attempt.Plan plan = plan(new JunkLesson(), start);
        Moment moment = moment(start, plan);
        LabelRow junk = plan.rows().getLast();
        assertEquals("a drawing of a", junk.text(), "the longest declared template");
        double share = fit(moment.after(), junk).p();
        assertTrue(share > 0);
        for (LabelRow row : start.rows()) {
            assertEquals(
                    fit(moment.before(), row).p() * (1 - share),
                    fit(moment.after(), row).p(),
                    1e-12,
                    row.text());
        }
        String words = plan.words().apply(moment);
        assertTrue(words.contains("keeps " + Numbers.six(1 - share)), words);
    }

    @Test
    void aSynonymSaysWhichWordsAreUnknownAndWhatIsLeft() {
        LessonStart start = start(FAKE, TEMPLATES, "red circle", "circle", "blue star");
        Attempt.Plan plan = plan(new SynonymLesson(Synonyms.ofThisProgram()), start);
        Moment moment = moment(start, plan);
        assertEquals("crimson circle", plan.rows().get(1).text());
        assertEquals(
                fit(moment.after(), start.rows().get(1)).cosine(),
                fit(moment.after(), plan.rows().get(1)).cosine(),
                "what is left of it is “circle”");
        String words = plan.words().apply(moment);
        assertTrue(words.contains("does not know “crimson”: of “crimson circle” it reads “circle” alone"), words);
    }

    @Test
    void aSynonymOfUnknownWordsAloneIsNotAsked() {
        LessonStart start = start(FAKE, TEMPLATES, "circle", "blue star");
        Attempt.Plan plan = plan(new SynonymLesson(Synonyms.ofThisProgram()), start);
        Moment moment = moment(start, plan);
        assertNull(moment.after().fit(plan.rows().get(1)));
        assertEquals(
                fit(moment.before(), start.top()).p(),
                fit(moment.after(), start.top()).p());
        String words = plan.words().apply(moment);
        assertTrue(words.contains("knows no word of “disc” (unknown: disc)"), words);
    }

    @Test
    void aSynonymThatIsKnownSharesTheProbability() {
        LessonStart start = start(FAKE, TEMPLATES, "red circle", "blue star");
        Attempt.Plan plan = plan(new SynonymLesson(new Synonyms(Map.of("red", "photo"))), start);
        Moment moment = moment(start, plan);
        double together = fit(moment.after(), start.top()).p()
                + fit(moment.after(), plan.rows().get(1)).p();
        String words = plan.words().apply(moment);
        assertTrue(words.endsWith("together " + Numbers.six(together) + "."), words);
        assertFalse(words.contains("does not know"), words);
        assertInstanceOf(
                Attempt.Impossible.class,
                new SynonymLesson(Synonyms.ofThisProgram()).attempt(start(FAKE, TEMPLATES, "this is one")));
    }

    @Test
    void namesComeOutOfTheTemplateOrIntoIt() {
        LessonStart start = start(FAKE, TEMPLATES, "red circle", "blue star");
        Attempt.Plan bare = plan(new TemplateLesson(), start);
        assertEquals(List.of(PromptTemplate.BARE), bare.templates());
        assertEquals(start.rows(), bare.rows());
        Moment moment = moment(start, bare);
        assertNotEquals(
                fit(moment.before(), start.top()).cosine(),
                fit(moment.after(), start.top()).cosine());
        LessonStart back = start(FAKE, bare.templates(), "red circle");
        assertEquals(TEMPLATES, plan(new TemplateLesson(), back).templates());
    }

    @Test
    void scrambledWordsAreTheSameToAnEncoderThatDoesNotReadOrder() {
        LessonStart start = start(FAKE, TEMPLATES, "red circle", "blue star");
        Attempt.Plan plan = plan(new ScrambleLesson(), start);
        assertEquals("circle red", plan.rows().getFirst().text());
        Moment moment = moment(start, plan);
        assertEquals(1, moment.between(start.top(), plan.rows().getFirst()), 1e-6);
        String words = plan.words().apply(moment);
        assertTrue(words.contains("cosine 1.000000") && words.contains("not in which order"), words);
    }

    @Test
    void nothingIsClaimedOfAnEncoderThatReadsOrder() {
        OtherNetwork reading = new OtherNetwork(FAKE, true, true, true);
        String words = scrambledBy(reading);
        assertFalse(words.contains("which order"), words);
        assertFalse(words.contains("1.000000"), words);
        assertTrue(words.contains("The picture's cosine goes from"), words);
    }

    @Test
    void whereTheExpectedDoesNotHappenTheLessonSaysSo() {
        String words = scrambledBy(new OtherNetwork(FAKE, true, true, false));
        assertFalse(words.contains("the two are the same"), words);
        assertTrue(words.contains("should give 1"), words);
    }

    private static String scrambledBy(AskedNetwork network) {
        // Bare names, so that the first two words are the label's own.
        LessonStart start = start(network, List.of(PromptTemplate.BARE), "red circle", "blue star");
        Attempt.Plan plan = plan(new ScrambleLesson(), start);
        return plan.words().apply(moment(start, plan));
    }

    @Test
    void oneWordHasNoOrder() {
        assertEquals("b a a", ScrambleLesson.scrambled("a b a").orElseThrow());
        assertTrue(ScrambleLesson.scrambled("red red").isEmpty());
        assertInstanceOf(
                Attempt.Impossible.class, new ScrambleLesson().attempt(start(FAKE, TEMPLATES, "circle", "red")));
        assertEquals(
                List.of("circle", "star blue"),
                plan(new ScrambleLesson(), start(FAKE, TEMPLATES, "circle", "blue star")).rows().stream()
                        .map(LabelRow::text)
                        .toList());
    }
}
