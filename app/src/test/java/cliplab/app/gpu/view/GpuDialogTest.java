// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.gpu.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.app.FxToolkit;
import cliplab.app.gpu.CudaFetch;
import cliplab.app.gpu.StandInPublisher;
import cliplab.app.gpu.StandInPublishers;
import cliplab.app.gpu.view.GpuModel.Doing;
import cliplab.app.platform.DialogService;
import cliplab.app.platform.TaskRunner;
import cliplab.model.runtime.CudaBuild;
import cliplab.model.runtime.CudaLibraries;
import cliplab.model.runtime.CudaLibraries.Standing;
import cliplab.model.runtime.NvidiaDriver;
import cliplab.viz.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** The dialog on the headless platform, with a publisher on this machine and a driver that is not there. */
class GpuDialogTest {
    private static final long SECONDS = 30;

    @TempDir
    Path data;

    private final List<Throwable> reported = new ArrayList<>();
    private StandInPublisher publisher;
    private CudaLibraries libraries;
    private TaskRunner tasks;
    private GpuModel model;
    private GpuDialog dialog;
    private Stage stage;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        FxToolkit.start();
    }

    @BeforeEach
    void open() throws Exception {
        publisher = StandInPublishers.usual();
        libraries = new CudaLibraries(
                data.resolve("gpu"), Optional.of(new CudaBuild("2.7.1", "cu128", "linux-x86_64")), Map.of());
        tasks = new TaskRunner(Platform::runLater);
        model = model(new NvidiaDriver(true, "570.86.15 (/proc/driver/nvidia/version)"));
        stage = FxToolkit.call(() -> {
            Stage made = new Stage();
            made.setScene(new Scene(new Region(), 800, 600));
            made.show();
            return made;
        });
        dialog = FxToolkit.call(() -> {
            GpuDialog made = new GpuDialog(stage, model);
            made.show();
            return made;
        });
        until(() -> model.knownProperty().get() != null);
    }

    private GpuModel model(NvidiaDriver driver) {
        return new GpuModel(
                libraries,
                StandInPublishers.fetch(libraries, publisher),
                () -> driver,
                Optional::empty,
                tasks,
                Platform::runLater,
                reported::add);
    }

    @AfterEach
    void close() throws Exception {
        FxToolkit.call(() -> {
            dialog.pane().getScene().getWindow().hide();
            stage.close();
            return true;
        });
        tasks.shutdown();
        publisher.close();
        assertEquals(List.of(), reported);
    }

    private static void until(java.util.concurrent.Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(SECONDS, TimeUnit.SECONDS, () -> FxToolkit.call(condition));
    }

    private List<String> words() throws Exception {
        return FxToolkit.call(() -> dialog.pane().lookupAll("*").stream()
                .filter(node -> node instanceof Labeled
                        && node.isManaged()
                        && node.getParent().isManaged())
                .map(node -> ((Labeled) node).getText())
                .toList());
    }

    private boolean says(String part) throws Exception {
        return words().stream().anyMatch(words -> words != null && words.contains(part));
    }

    private void press(String word) throws Exception {
        FxToolkit.call(() -> {
            Button button = dialog.pane().lookupAll(".button").stream()
                    .map(Button.class::cast)
                    .filter(each -> word.equals(each.getText()) && each.isManaged() && !each.isDisabled())
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no button " + word));
            button.fire();
            return true;
        });
    }

    private void untilDoing(Class<? extends Doing> kind) throws TimeoutException {
        until(() -> kind.isInstance(model.doingProperty().get()));
    }

    @Test
    void twoClicksFetchAndTheSizeIsSaidBetween() throws Exception {
        assertTrue(says("570.86.15"));
        assertTrue(says(Messages.text("gpu.now.cpu")));
        assertTrue(says(data.resolve("gpu").toString()), "where they go");
        assertTrue(says("127.0.0.1"), "whom it would ask");
        assertEquals(0, publisher.requests(), "opening asks nothing");

        press(Messages.text("gpu.ask"));
        untilDoing(Doing.Asked.class);
        assertTrue(says("5 files"), String.valueOf(words()));
        assertEquals(0, publisher.pieces(), "the first click fetches nothing");

        press(Messages.text("gpu.fetch.bytes", 0));
        untilDoing(Doing.Fetched.class);
        until(() -> Objects.requireNonNull(model.knownProperty().get()).standing() instanceof Standing.Usable);
        assertTrue(says(Messages.text("gpu.fetched")));
        assertTrue(says(libraries.fetched().toString()));
        assertFalse(words().contains(Messages.text("gpu.ask")), "there is nothing left to ask for");

        press(Messages.text("gpu.remove"));
        until(() -> Objects.requireNonNull(model.knownProperty().get()).standing() instanceof Standing.None);
        assertFalse(Files.exists(libraries.home()));
    }

    @Test
    void cancellingKeepsWhatCameAndGoesOn() throws Exception {
        press(Messages.text("gpu.ask"));
        untilDoing(Doing.Asked.class);
        publisher.fallSilentAt("libtorch_cuda.so");
        press(Messages.text("gpu.fetch.bytes", 0));
        until(() -> publisher.isSilent());
        press(Messages.text("gpu.cancel"));
        untilDoing(Doing.Stopped.class);
        assertFalse(Files.exists(libraries.fetched()));
        publisher.speakAgain();
        List<Doing> heard = new CopyOnWriteArrayList<>();
        FxToolkit.call(() -> model.doingProperty().subscribe(doing -> heard.add(doing)));
        press(Messages.text("gpu.fetch.go-on"));
        untilDoing(Doing.Fetched.class);
        assertTrue(Files.exists(libraries.fetched()));
        long stopped = heard.getFirst().bytesHere();
        assertTrue(stopped > 0);
        assertTrue(heard.stream()
                .filter(Doing.Fetching.class::isInstance)
                .allMatch(doing -> doing.bytesHere() >= stopped));
    }

    /** A folder of an installation, as far as it is looked at. */
    private Path installation(String version) throws IOException {
        Path lib = Files.createDirectories(data.resolve("libtorch/lib"));
        for (String name : libraries.build().orElseThrow().needed()) {
            Files.createFile(lib.resolve(name));
        }
        Files.writeString(lib.resolveSibling("build-version"), version);
        return lib;
    }

    @Test
    void whatWasFetchedIsOfferedAgainBesideAnInstallation() throws Exception {
        CudaFetch fetch = StandInPublishers.fetch(libraries, publisher);
        fetch.fetch(fetch.ask(), _ -> {});
        Path lib = installation("2.7.1+cu128");
        FxToolkit.call(() -> {
            model.use(lib);
            return true;
        });
        until(() -> Objects.requireNonNull(model.knownProperty().get()).elsewhere());
        assertFalse(words().contains(Messages.text("gpu.ask")), "they are there already");
        press(Messages.text("gpu.use-fetched"));
        until(() -> !Objects.requireNonNull(model.knownProperty().get()).elsewhere());
        assertTrue(says(libraries.fetched().toString()));
        assertFalse(words().contains(Messages.text("gpu.use-fetched")));
    }

    @Test
    void withADriverThatIsTooOldThatIsSaid() throws Exception {
        GpuModel old = model(new NvidiaDriver(true, 470, "470.256.02 (/proc/driver/nvidia/version)"));
        FxToolkit.call(() -> {
            dialog.pane().getScene().getWindow().hide();
            dialog = new GpuDialog(stage, old);
            dialog.show();
            return true;
        });
        until(() -> old.knownProperty().get() != null);
        assertTrue(says(Messages.text("gpu.fetch.old-driver", NvidiaDriver.OLDEST)), String.valueOf(words()));
        assertFalse(words().contains(Messages.text("gpu.ask")));
    }

    @Test
    void aFailureIsASentence() throws Exception {
        publisher.close();
        press(Messages.text("gpu.ask"));
        untilDoing(Doing.Failed.class);
        assertTrue(says("127.0.0.1 cannot be reached; see whether this machine is connected to the network,"));
        assertTrue(words().contains(Messages.text("gpu.ask")), "it can be asked again");
    }

    @Test
    void anInstallationOfAnotherVersionIsRefusedInASentence() throws Exception {
        Path lib = installation("2.6.0+cu124");
        FxToolkit.call(() -> {
            model.use(lib);
            return true;
        });
        untilDoing(Doing.Refused.class);
        assertTrue(says("is PyTorch 2.6.0+cu124; this program needs 2.7.1+cu128."));
    }

    @Test
    void withoutADriverNothingIsOffered() throws Exception {
        GpuModel without = model(new NvidiaDriver(false, "none found"));
        Button button = FxToolkit.call(() -> new Gpu(without, stage, new DialogService(stage), tasks).button());
        FxToolkit.call(() -> {
            without.look();
            return true;
        });
        until(() -> without.knownProperty().get() != null);
        assertFalse(FxToolkit.call(button::isVisible));

        GpuModel with = model;
        Button offered = FxToolkit.call(() -> new Gpu(with, stage, new DialogService(stage), tasks).button());
        assertTrue(FxToolkit.call(offered::isVisible));
    }
}
