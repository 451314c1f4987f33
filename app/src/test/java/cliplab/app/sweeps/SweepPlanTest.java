// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.sweeps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.cli.Setup;
import cliplab.model.loss.SigmoidPairwise;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SweepPlanTest {
    private static final Setup BASE =
            Setup.parse("cliplab train --epochs 3 --templates 2 --step-delay 1 --withhold \"red circle\"");

    private static SweepPlan plan(String seeds, String... varied) {
        return new SweepPlan(BASE, Stream.of(varied).map(Varied::parse).toList(), SweepPlan.seeds(seeds));
    }

    @Test
    void everyValueOfOneMeetsEveryValueOfTheOtherWithEverySeedAndTheFirstSeedGoesFirst() {
        SweepPlan plan = plan("4,7", "batch=8,16", "learning-rate=1e-3,0.01,0.1");
        List<SweepRun> runs = plan.runs();
        assertEquals(12, plan.count());
        assertEquals(12, runs.size());
        assertEquals(12, new HashSet<>(runs).size());
        assertEquals(List.of("8", "1e-3"), runs.getFirst().values());
        assertEquals(List.of("8", "0.01"), runs.get(1).values());
        assertEquals(List.of("16", "0.1"), runs.get(5).values());
        assertEquals(List.of("8", "1e-3"), runs.get(6).values());
        assertEquals(
                List.of(4L, 4L, 4L, 4L, 4L, 4L, 7L, 7L, 7L, 7L, 7L, 7L),
                runs.stream().map(SweepRun::seed).toList());
        Setup last = runs.getLast().setup();
        assertEquals(7, last.options().seed());
        assertEquals(16, last.options().batchSize());
        assertEquals(0.1, last.options().learningRate());
        assertEquals(3, last.options().epochs(), "what is not varied stays");
        assertEquals(List.of("red circle"), last.options().data().withheld());
        assertEquals(0, last.stepDelaySeconds(), "nobody watches");
        assertEquals("batch size 8, 16 × learning rate 1e-3, 0.01, 0.1 × seeds 4, 7", plan.words());
    }

    @Test
    void whatFollowsFromASettingFollows() {
        SweepPlan losses = plan("0", "loss=infonce,sigmoid");
        Setup sigmoid = losses.runs().getLast().setup();
        assertEquals(new SigmoidPairwise(), sigmoid.options().loss());
        assertEquals(0.1, sigmoid.options().temperature().start(), "its usual temperature");
        assertEquals(4, plan("0", "templates=1,4").runs().getLast().setup().templatesInUse());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch=8,1 | with the batch size 1: the batch size must be from 2 to 4096, not 1",
                "batch=8,x | with the batch size x: Invalid value",
                "batch=8,8 | the batch size has the value 8 twice",
                "learning-rate=0.001,1e-3 | the same, written in different ways",
                "batch=8,,16 | the batch size needs values",
                "batch= | needs values",
                "batch | names no values",
                "seed=1,2 | cannot vary \"seed\"; choose from batch-size,",
                "t=1,2 | cannot vary \"t\"",
                "=1,2 | cannot vary \"\"",
                "templates-in-use=1,3 | from 1 to the 2 declared, not 3",
            })
    void whatCannotBeRunIsRefusedInASentence(String varied, String expected) {
        String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> plan("0", varied.strip()))
                .getMessage());
        assertTrue(message.contains(expected.strip()), message);
        assertTrue(message.lines().count() == 1, message);
    }

    @Test
    void tooManyTooFewOrTheSameTwiceIsRefused() {
        String many = String.join(
                ",",
                Stream.iterate(2, n -> n + 1).limit(101).map(String::valueOf).toList());
        assertRefused("these are 505 runs; a sweep has 500 at most", () -> plan("0-4", "batch=" + many));
        assertRefused("varied twice", () -> plan("0", "batch=8", "batch-size=16"));
        assertRefused("one or two settings, not 0", () -> plan("0"));
        assertRefused("one or two settings, not 3", () -> plan("0", "batch=8", "epochs=1", "templates=1"));
        assertRefused("the seed has the value 1 twice", () -> plan("0-2,1", "batch=8"));
        assertRefused("at least one seed", () -> new SweepPlan(BASE, List.of(Varied.parse("batch=8")), List.of()));
    }

    private static void assertRefused(String expected, Runnable maker) {
        String message = String.valueOf(
                assertThrows(IllegalArgumentException.class, maker::run).getMessage());
        assertTrue(message.contains(expected), message);
    }

    @Test
    void seedsAreNumbersAndRanges() {
        assertEquals(List.of(0L, 1L, 2L), SweepPlan.seeds("0-2"));
        assertEquals(List.of(5L, 1L, 2L, -3L), SweepPlan.seeds("5, 1-2,-3"));
        assertRefused("not \"x\"", () -> SweepPlan.seeds("x"));
        assertRefused("not \"\"", () -> SweepPlan.seeds(""));
        assertRefused("run backwards", () -> SweepPlan.seeds("3-1"));
        assertRefused("too many", () -> SweepPlan.seeds("0-999999999"));
    }

    @Test
    void aPlanGoesToJsonAndBack() {
        SweepPlan plan = plan("0-2", "batch=8,16", "loss=infonce,sigmoid");
        String json = SweepJson.write(plan);
        SweepPlan back = SweepJson.readPlan(json);
        assertEquals(plan, back);
        assertEquals(plan.runs(), back.runs());
        assertTrue(json.contains("\"setup\": \"cliplab train"), json);
        assertRefused("not JSON", () -> SweepJson.readPlan("[]"));
        assertRefused("not JSON", () -> SweepJson.readPlan("{}"));
        assertRefused("cannot vary", () -> SweepJson.readPlan(json.replace("batch-size", "size")));
    }

    @Test
    void theTimeIsThatOfAllEpochsWhereEveryKindWasMeasured() {
        SweepPlan plan = plan("0-1", "batch=8,64");
        SweepPace half = new SweepPace(Map.of(new SweepPace.Kind(8, 1), 2.0));
        assertEquals(OptionalDouble.empty(), half.of(plan));
        SweepPace pace = new SweepPace(Map.of(new SweepPace.Kind(8, 1), 2.0, new SweepPace.Kind(64, 1), 0.5));
        assertEquals(15, pace.of(plan).getAsDouble(), 1e-9, "2 seeds × 3 epochs × (2 s + 0.5 s)");
        Queue queue = Queue.EMPTY.add("a", plan, plan.runs());
        assertEquals(15, pace.of(queue).getAsDouble(), 1e-9);
        String first = queue.runs().getFirst().key();
        Queue begun = queue.change(first, run -> run.to(SweepState.RUNNING, "").withEpochs(1));
        assertEquals(13, pace.of(begun).getAsDouble(), 1e-9);
        assertEquals("15 s", SweepTime.about(15));
        assertEquals("6 min", SweepTime.about(350));
        assertEquals("2 h 10 min", SweepTime.about(7900));
        assertEquals("3 h", SweepTime.about(3 * 3600));
    }
}
