// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.run.RunManifest;
import cliplab.model.train.EpochMetrics;
import cliplab.model.train.StepMetrics;
import cliplab.model.train.TrainingEvent;
import cliplab.model.train.TrainingRun;
import com.google.gson.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** One JSON object a line. */
final class TrainJson implements TrainPrinter {
    private final PrintWriter out;

    TrainJson(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void header(Path folder, EngineOptions.Started started, RunManifest manifest) {
        JsonObject object = event("run");
        object.addProperty("folder", folder.toString());
        object.addProperty("setup", SetupOptions.line(manifest.options()));
        object.addProperty("device", started.device().id());
        object.addProperty("threads", started.threads());
        object.addProperty("parameters", manifest.parameters());
        print(object);
    }

    @Override
    public void accept(TrainingEvent event) {
        switch (event) {
            case TrainingEvent.Started started -> {
                JsonObject object = at("started", started.step());
                object.addProperty("pairs", started.pairs());
                print(object);
            }
            case TrainingEvent.Step step -> print(step(step.metrics()));
            case TrainingEvent.Epoch epoch -> print(epoch(epoch.metrics()));
            case TrainingEvent.Snapshot snapshot -> {}
            case TrainingEvent.Glimpse glimpse -> {}
            case TrainingEvent.Changed changed -> {
                JsonObject object = at("changed", changed.change().step());
                object.addProperty("setting", changed.change().setting().id());
                object.addProperty("from", changed.change().from());
                object.addProperty("to", changed.change().to());
                print(object);
            }
            case TrainingEvent.Paused paused -> print(at("paused", paused.step()));
            case TrainingEvent.Resumed resumed -> print(at("resumed", resumed.step()));
            case TrainingEvent.Warned warned -> {
                JsonObject object = at("warned", warned.step());
                object.addProperty("message", warned.message());
                print(object);
            }
            case TrainingEvent.Completed completed -> print(at("completed", completed.step()));
            case TrainingEvent.Stopped stopped -> print(at("stopped", stopped.step()));
            case TrainingEvent.Failed failed -> {
                JsonObject object = at("failed", failed.step());
                object.addProperty("diverged", failed.diverged());
                object.addProperty("message", failed.message());
                object.addProperty("advice", failed.advice());
                print(object);
            }
        }
    }

    private static JsonObject step(StepMetrics m) {
        JsonObject object = at("step", m.step());
        object.addProperty("epoch", m.epoch());
        object.addProperty("pairs", m.pairs());
        object.addProperty("loss", Jsons.number(m.loss()));
        object.addProperty("loss_i2t", Jsons.number(m.lossImageToText()));
        object.addProperty("loss_t2i", Jsons.number(m.lossTextToImage()));
        object.addProperty("floor", Jsons.number(m.floor()));
        object.addProperty("top1_i2t", Jsons.number(m.top1ImageToText()));
        object.addProperty("top1_t2i", Jsons.number(m.top1TextToImage()));
        object.addProperty("temperature", Jsons.number(m.temperature()));
        object.addProperty("learning_rate", Jsons.number(m.learningRate()));
        object.addProperty("seconds", Jsons.number(m.seconds()));
        object.addProperty("pairs_per_s", Jsons.number(m.pairsPerSecond()));
        return object;
    }

    private static JsonObject epoch(EpochMetrics m) {
        JsonObject object = event("epoch");
        object.addProperty("epoch", m.epoch());
        object.addProperty("step", m.step());
        object.addProperty("pairs", m.pairs());
        object.addProperty("loss", Jsons.number(m.loss()));
        object.addProperty("loss_i2t", Jsons.number(m.lossImageToText()));
        object.addProperty("loss_t2i", Jsons.number(m.lossTextToImage()));
        object.addProperty("floor", Jsons.number(m.floor()));
        object.addProperty("accuracy", Jsons.number(m.accuracy()));
        object.addProperty("accuracy_withheld", Jsons.number(m.accuracyWithheld()));
        object.addProperty("top1_i2t", Jsons.number(m.top1ImageToText()));
        object.addProperty("top1_t2i", Jsons.number(m.top1TextToImage()));
        object.addProperty("temperature", Jsons.number(m.temperature()));
        object.addProperty("learning_rate", Jsons.number(m.learningRate()));
        object.addProperty("seconds", Jsons.number(m.seconds()));
        object.addProperty("pairs_per_s", Jsons.number(m.pairsPerSecond()));
        return object;
    }

    @Override
    public void footer(Path folder, TrainingRun.Outcome outcome) {
        JsonObject object = event("end");
        object.addProperty("outcome", outcome.name().toLowerCase(Locale.ROOT));
        object.addProperty("folder", folder.toString());
        print(object);
    }

    private static JsonObject event(String name) {
        JsonObject object = new JsonObject();
        object.addProperty("event", name);
        return object;
    }

    private static JsonObject at(String name, long step) {
        JsonObject object = event(name);
        object.addProperty("step", step);
        return object;
    }

    private void print(JsonObject object) {
        out.println(Jsons.LINE.toJson(object));
    }
}
