// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.app.sweeps.Queue;
import cliplab.app.sweeps.QueuedRun;
import cliplab.app.sweeps.SweepNumbers;
import cliplab.app.sweeps.SweepPlan;
import cliplab.app.sweeps.SweepState;
import cliplab.app.sweeps.Varied;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One JSON object a line. */
final class SweepJsonLines implements SweepPrinter {
    private final PrintWriter out;

    SweepJsonLines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void plan(SweepPlan plan, OptionalDouble seconds, long ahead) {
        JsonObject object = event("sweep");
        object.addProperty("runs", plan.count());
        object.addProperty("setup", plan.base().line());
        JsonObject varied = new JsonObject();
        for (Varied one : plan.varied()) {
            JsonArray values = new JsonArray();
            one.values().forEach(values::add);
            varied.add(one.setting().id(), values);
        }
        object.add("vary", varied);
        JsonArray seeds = new JsonArray();
        plan.seeds().forEach(seeds::add);
        object.add("seeds", seeds);
        object.addProperty("estimated_seconds", seconds.isPresent() ? (Double) seconds.getAsDouble() : null);
        object.addProperty("ahead", ahead);
        print(object);
    }

    @Override
    public void begin(Path queue, Queue runs) {
        JsonObject object = event("begin");
        object.addProperty("queue", queue.toString());
        object.addProperty("waiting", runs.count(SweepState.WAITING));
        print(object);
    }

    @Override
    public void changed(Queue queue, @Nullable QueuedRun run) {
        if (run == null) {
            return;
        }
        JsonObject object = event("run");
        object.addProperty("sweep", run.sweep());
        object.addProperty("number", run.number());
        object.addProperty("state", run.state().name().toLowerCase(Locale.ROOT));
        SweepPlan plan = queue.sweep(run.sweep()).orElseThrow().plan();
        List<String> values = run.run().values();
        for (int i = 0; i < values.size(); i++) {
            object.addProperty(plan.varied().get(i).setting().id(), values.get(i));
        }
        object.addProperty("seed", run.run().seed());
        object.addProperty("epoch", run.epochs());
        SweepNumbers numbers = run.numbers();
        if (numbers != null) {
            object.addProperty("accuracy", Jsons.number(numbers.accuracy()));
            object.addProperty("best_accuracy", Jsons.number(numbers.best()));
            object.addProperty("loss", Jsons.number(numbers.loss()));
            object.addProperty("seconds", Jsons.number(numbers.seconds()));
        }
        if (!run.note().isEmpty()) {
            object.addProperty("message", run.note());
        }
        object.addProperty("folder", run.folder());
        print(object);
    }

    @Override
    public void end(Path queue, Queue runs, boolean interrupted) {
        JsonObject object = event("end");
        object.addProperty("outcome", interrupted ? "interrupted" : "complete");
        for (SweepState state : SweepState.values()) {
            object.addProperty(state.name().toLowerCase(Locale.ROOT), runs.count(state));
        }
        object.addProperty("queue", queue.toString());
        print(object);
    }

    private static JsonObject event(String name) {
        JsonObject object = new JsonObject();
        object.addProperty("event", name);
        return object;
    }

    private void print(JsonObject object) {
        out.println(Jsons.LINE.toJson(object));
    }
}
