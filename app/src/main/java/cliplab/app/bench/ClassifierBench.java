// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.bench;

import cliplab.app.AppContext;
import cliplab.app.classify.ClassifierModel;
import cliplab.app.classify.LabelRow;
import cliplab.app.classify.Reading;
import cliplab.app.classify.images.PictureSource;
import cliplab.app.classify.view.Classifier;
import cliplab.app.training.RunObserver;
import cliplab.app.training.TrainingViewModel;
import cliplab.model.data.BicubicResize;
import cliplab.model.data.ImageFile;
import cliplab.model.data.Images;
import cliplab.model.data.RgbImage;
import cliplab.model.data.Strangers;
import cliplab.model.train.StepMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.animation.AnimationTimer;
import org.jspecify.annotations.Nullable;

/**
 * Trains in the open window and meanwhile uses the classifier as a person would: drops pictures one by one, types a label, drops large
 * pictures, drops hundreds at once. An act is over when a frame showed its answer. FX thread only.
 */
public final class ClassifierBench implements RunObserver {
    private static final int WARM_UP_STEPS = 150;
    private static final int WARM_UP_ACTS = 10;
    private static final int ACTS = 60;
    private static final int LARGE = 3;
    private static final int FILES = 500;

    private final AppContext context;
    private final TrainingViewModel training;
    private final Classifier classifier;
    private final ClassifierModel model;
    private final Consumer<ClassifierMeasures> done;
    private final PulseLog pulses = new PulseLog();
    private final List<Double> stepMillis = new ArrayList<>();
    private @Nullable StepMetrics last;

    /** The files that are dropped. */
    private record Props(Path folder, List<Path> small, Path large) {}

    /** @param done told once, when everything is measured */
    public ClassifierBench(AppContext context, Classifier classifier, Consumer<ClassifierMeasures> done) {
        this.context = context;
        this.training = context.training();
        this.classifier = classifier;
        this.model = classifier.model();
        this.done = done;
    }

    /** Begins as soon as the engine is there. */
    public void start() {
        training.addObserver(this);
        Acts.trainLong(training);
    }

    @Override
    public void step(StepMetrics metrics) {
        if (last != null) {
            stepMillis.add(1000 * (metrics.seconds() - last.seconds()));
        }
        last = metrics;
        if (metrics.step() == WARM_UP_STEPS) {
            context.tasks()
                    .submit("bench-pictures", ClassifierBench::props, this::dropOneByOne, context.errors()::report);
        }
    }

    private static Props props() throws IOException {
        Path folder = Files.createTempDirectory("cliplab-bench");
        Images images = Strangers.of(0).calibration();
        List<Path> small = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            Path file = folder.resolve("picture%03d.jpg".formatted(i));
            ImageFile.write(enlarged(images, i % images.count(), 640, 480), file);
            small.add(file);
        }
        Path large = folder.resolve("large.jpg");
        ImageFile.write(enlarged(images, 0, 4000, 3000), large);
        return new Props(folder, small, large);
    }

    private static RgbImage enlarged(Images images, int index, int width, int height) {
        byte[] pixels = new byte[images.bytesPerImage()];
        images.copyTo(index, pixels, 0);
        return BicubicResize.resize(new RgbImage(images.width(), images.height(), pixels), width, height);
    }

    /** @param seen of the newest reading */
    private void act(Runnable act, Predicate<Reading> seen, Consumer<Double> next) {
        Acts.act(
                act,
                () -> {
                    Reading reading = model.readingProperty().get();
                    return reading != null && seen.test(reading);
                },
                next);
    }

    private void drop(Path file, Consumer<Double> next) {
        String name = String.valueOf(file.getFileName());
        act(
                () -> classifier.intake().take(List.of(new PictureSource.OfFile(file))),
                reading -> reading.picture() != null && reading.picture().name().equals(name),
                next);
    }

    private void dropOneByOne(Props props) {
        stepMillis.clear();
        int[] number = {0};
        Acts.repeat(
                WARM_UP_ACTS + ACTS,
                next -> drop(props.small().get(number[0]++), next),
                drops -> type(props, afterWarmUp(drops)));
    }

    private static double[] afterWarmUp(double[] millis) {
        return Arrays.copyOfRange(millis, WARM_UP_ACTS, millis.length);
    }

    private void type(Props props, double[] drops) {
        LabelRow row = model.labels().getFirst();
        int[] number = {0};
        Acts.repeat(
                WARM_UP_ACTS + ACTS,
                next -> {
                    String text = "red circle " + "x".repeat(1 + number[0]++ % 7);
                    act(
                            () -> row.textProperty().set(text),
                            reading -> reading.labels().contains(text),
                            next);
                },
                strokes -> dropLarge(props, drops, afterWarmUp(strokes)));
    }

    private void dropLarge(Props props, double[] drops, double[] strokes) {
        Acts.repeat(
                LARGE,
                next -> act(
                        () -> model.gallery().items().clear(),
                        reading -> reading.picture() == null,
                        _ -> drop(props.large(), next)),
                large -> dropAll(props, drops, strokes, large));
    }

    private void dropAll(Props props, double[] drops, double[] strokes, double[] large) {
        model.gallery().items().clear();
        pulses.start();
        long begin = System.nanoTime();
        classifier
                .intake()
                .take(props.small().stream()
                        .<PictureSource>map(PictureSource.OfFile::new)
                        .toList());
        new AnimationTimer() {
            @Override
            public void handle(long now) {
                if (model.gallery().items().size() >= FILES) {
                    stop();
                    pulses.stop();
                    end(props, drops, strokes, large, (System.nanoTime() - begin) / 1e9);
                }
            }
        }.start();
    }

    private void end(Props props, double[] drops, double[] strokes, double[] large, double seconds) {
        double step = Acts.quantile(Acts.values(stepMillis), 0.5);
        training.stop();
        ClassifierMeasures measures = new ClassifierMeasures(
                step,
                Acts.quantile(drops, 0.5),
                Acts.quantile(drops, 0.95),
                drops.length,
                Acts.quantile(strokes, 0.5),
                Acts.quantile(strokes, 0.95),
                strokes.length,
                large,
                FILES,
                seconds,
                pulses.quantile(0.95),
                pulses.quantile(1));
        context.tasks()
                .submit(
                        "bench-pictures",
                        () -> Acts.delete(props.folder()),
                        _ -> done.accept(measures),
                        context.errors()::report);
    }
}
