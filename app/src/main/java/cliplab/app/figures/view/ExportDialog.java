// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.figures.view;

import cliplab.app.figures.FigureShape;
import cliplab.app.settings.Settings;
import cliplab.model.runtime.Folders;
import cliplab.viz.export.ExportFormat;
import cliplab.viz.export.ExportSize;
import cliplab.viz.text.Messages;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;
import javafx.stage.Modality;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.controlsfx.control.SegmentedButton;
import org.jspecify.annotations.Nullable;

/** Asks what file a figure is to become, how large, on which ground and where; remembers the answers. FX thread only. */
final class ExportDialog {
    private static final double CENTIMETRES_PER_UNIT = 2.54 / FigureShape.UNITS_PER_INCH;
    /** A screen, a sharp one twice over, and print. */
    private static final List<Integer> RESOLUTIONS = List.of(96, 144, 192, 300, 600);

    private final FigureExports exports;
    private final FigureCopy copy;
    private final Dialog<ButtonType> dialog = new Dialog<>();
    private final ButtonType saving = new ButtonType(Messages.text("figure.dialog.save"), ButtonData.OK_DONE);
    private final Map<ExportFormat, ToggleButton> formats = new EnumMap<>(ExportFormat.class);
    private final ToggleButton light;
    private final ToggleButton dark;
    private final Spinner<Integer> width;
    private final Spinner<Integer> height;
    private final ChoiceBox<Integer> resolution = new ChoiceBox<>();
    private final TextField file = new TextField();
    private final Label reading = new Label();
    private final Label problem = new Label();
    private @Nullable Path confirmed; // the system's chooser has asked whether to replace it

    /** @param format null for that of the last time */
    ExportDialog(Window owner, FigureExports exports, String title, FigureCopy copy, @Nullable ExportFormat format) {
        this.exports = exports;
        this.copy = copy;
        Settings.Export last = exports.last();
        ExportFormat chosen = format == null ? ExportFormat.of(last.format()).orElse(ExportFormat.PNG) : format;
        for (ExportFormat each : ExportFormat.values()) {
            // messages: figure.dialog.format.tip.*
            String tip = Messages.text("figure.dialog.format.tip." + each.extension());
            formats.put(each, toggle(each.name(), tip, each == chosen));
        }
        light = toggle(Messages.text("figure.dialog.light"), Messages.text("figure.dialog.light.tip"), !last.dark());
        dark = toggle(Messages.text("figure.dialog.dark"), Messages.text("figure.dialog.dark.tip"), last.dark());
        width = size(last.width(), Messages.text("figure.dialog.width"));
        height = size(last.height(), Messages.text("figure.dialog.height"));
        int before = (int) Math.round(FigureShape.UNITS_PER_INCH * last.scale());
        resolution
                .getItems()
                .setAll(Stream.concat(RESOLUTIONS.stream(), Stream.of(before))
                        .distinct()
                        .sorted()
                        .toList());
        resolution.setValue(before);
        resolution.setConverter(new StringConverter<>() {
            @Override
            public String toString(Integer dpi) {
                return Messages.text("figure.dialog.dpi.value", dpi);
            }

            @Override
            public Integer fromString(String text) {
                throw new UnsupportedOperationException("only chosen");
            }
        });
        resolution.setAccessibleText(Messages.text("figure.dialog.dpi"));
        resolution.setTooltip(new Tooltip(Messages.text("figure.dialog.dpi.tip")));
        String folder = last.folder() == null ? Folders.home() : last.folder();
        file.setText(
                Path.of(folder).resolve(copy.stem() + "." + chosen.extension()).toString());
        file.setPrefColumnCount(38);
        file.setAccessibleText(Messages.text("figure.dialog.file"));
        file.setTooltip(new Tooltip(Messages.text("figure.dialog.file.tip")));

        dialog.initOwner(owner);
        dialog.initModality(Modality.WINDOW_MODAL);
        dialog.setTitle(Messages.text("window.title"));
        dialog.setHeaderText(Messages.text("figure.dialog.title", title));
        dialog.setResizable(true);
        dialog.getDialogPane().getButtonTypes().addAll(saving, ButtonType.CANCEL);
        dialog.getDialogPane().setContent(grid());
        dialog.setOnHidden(_ -> {
            if (saving.equals(dialog.getResult())) {
                save();
            }
        });
        watch();
        say();
    }

    private static ToggleButton toggle(String word, String tip, boolean on) {
        ToggleButton toggle = new ToggleButton(word);
        toggle.setTooltip(new Tooltip(tip));
        toggle.setAccessibleText(word);
        toggle.setSelected(on);
        return toggle;
    }

    private static Spinner<Integer> size(int value, String name) {
        Spinner<Integer> spinner = new Spinner<>(
                ExportSize.LEAST, ExportSize.MOST, Math.clamp(value, ExportSize.LEAST, ExportSize.MOST), 50);
        spinner.setEditable(true);
        spinner.setPrefWidth(105);
        spinner.setAccessibleText(name);
        spinner.setTooltip(new Tooltip(Messages.text("figure.dialog.size.tip")));
        return spinner;
    }

    private GridPane grid() {
        GridPane grid = new GridPane();
        grid.getStyleClass().add("export-dialog");
        Button browse = new Button(Messages.text("figure.dialog.browse"));
        browse.setTooltip(new Tooltip(Messages.text("figure.dialog.browse.tip")));
        browse.setMinWidth(Region.USE_PREF_SIZE);
        browse.setOnAction(_ -> browse());
        HBox.setHgrow(file, Priority.ALWAYS);
        Label unit = new Label(Messages.text("figure.dialog.size.unit"));
        unit.getStyleClass().add("export-reading");
        reading.getStyleClass().add("export-reading");
        problem.getStyleClass().addAll("export-reading", "problem");
        row(grid, Messages.text("figure.dialog.format"), group(formats.values()));
        row(grid, Messages.text("figure.dialog.size"), line(width, new Label("×"), height, unit));
        row(grid, Messages.text("figure.dialog.dpi"), resolution);
        row(grid, Messages.text("figure.dialog.theme"), group(List.of(light, dark)));
        grid.add(reading, 1, grid.getRowCount());
        row(grid, Messages.text("figure.dialog.file"), line(file, browse));
        grid.add(problem, 1, grid.getRowCount());
        return grid;
    }

    private static SegmentedButton group(Collection<ToggleButton> toggles) {
        SegmentedButton group = new SegmentedButton(toggles.toArray(ToggleButton[]::new));
        for (ToggleButton toggle : toggles) {
            // One of them is always on.
            toggle.setOnAction(_ -> toggle.setSelected(true));
        }
        return group;
    }

    private static HBox line(Node... nodes) {
        HBox line = new HBox(nodes);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().add("export-line");
        return line;
    }

    private static void row(GridPane grid, String name, Node node) {
        Label label = new Label(name);
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(node);
        grid.addRow(grid.getRowCount(), label, node);
        GridPane.setHgrow(node, Priority.ALWAYS);
    }

    private void watch() {
        for (ToggleButton each : formats.values()) {
            each.selectedProperty().subscribe((_, now) -> {
                if (now) {
                    endWith(format());
                    say();
                }
            });
        }
        resolution.valueProperty().subscribe(this::say);
        List.of(width, height).forEach(spinner -> {
            spinner.valueProperty().subscribe(this::say);
            spinner.focusedProperty().subscribe(focused -> {
                if (!focused) {
                    spinner.commitValue();
                }
            });
        });
        file.textProperty().subscribe(this::say);
    }

    private ExportFormat format() {
        return formats.entrySet().stream()
                .filter(entry -> entry.getValue().isSelected())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(ExportFormat.PNG); // while another is being chosen
    }

    /** Another ending of ours is replaced; any other is part of the name. */
    private void endWith(ExportFormat format) {
        String text = file.getText();
        String stem = ExportFormat.of(text)
                .filter(ending -> text.toLowerCase(Locale.ROOT).endsWith("." + ending.extension()))
                .map(ending ->
                        text.substring(0, text.length() - ending.extension().length() - 1))
                .orElse(text);
        file.setText(stem + "." + format.extension());
    }

    private FigureShape shape() {
        return FigureShape.of(
                format().extension(),
                width.getValue(),
                height.getValue(),
                null,
                (double) resolution.getValue(),
                dark.isSelected());
    }

    private void say() {
        ExportFormat format = format();
        boolean picture = format != ExportFormat.CSV;
        List.of(width, height, light, dark).forEach(node -> node.setDisable(!picture));
        resolution.setDisable(format != ExportFormat.PNG);
        String wrong = "";
        try {
            ExportSize size = shape().size();
            reading.setText(
                    switch (format) {
                        case PNG ->
                            Messages.text(
                                    "figure.dialog.reading.png",
                                    Math.round(size.width() * size.scale()),
                                    Math.round(size.height() * size.scale()),
                                    size.width() * CENTIMETRES_PER_UNIT,
                                    size.height() * CENTIMETRES_PER_UNIT);
                        case SVG, PDF ->
                            Messages.text(
                                    "figure.dialog.reading.vector",
                                    size.width() * CENTIMETRES_PER_UNIT,
                                    size.height() * CENTIMETRES_PER_UNIT);
                        case CSV -> Messages.text("figure.dialog.reading.csv");
                    });
            target();
        } catch (InvalidPathException e) {
            wrong = Messages.text("figure.dialog.path", e.getInput());
        } catch (IllegalArgumentException e) {
            wrong = Messages.text("figure.dialog.wrong", String.valueOf(e.getMessage()));
        }
        problem.setText(wrong);
        Node button = dialog.getDialogPane().lookupButton(saving);
        button.setDisable(!wrong.isEmpty() || file.getText().isBlank());
    }

    private Path target() {
        return Path.of(file.getText().strip());
    }

    private void browse() {
        FileChooser chooser = new FileChooser();
        ExportFormat format = format();
        chooser.setTitle(Messages.text("figure.dialog.browse.tip"));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(format.name(), "*." + format.extension()));
        try {
            Path now = target();
            chooser.setInitialFileName(String.valueOf(now.getFileName()));
            Path folder = now.toAbsolutePath().getParent();
            if (folder != null && folder.toFile().isDirectory()) { // the chooser does not open otherwise
                chooser.setInitialDirectory(folder.toFile());
            }
        } catch (InvalidPathException e) {
            chooser.setInitialFileName(copy.stem() + "." + format.extension());
        }
        File found = chooser.showSaveDialog(dialog.getDialogPane().getScene().getWindow());
        if (found != null) {
            confirmed = found.toPath();
            file.setText(found.toString());
        }
    }

    private void save() {
        FigureShape shape = shape();
        Path target = target().toAbsolutePath();
        ExportSize size = shape.size();
        Path folder = target.getParent();
        exports.remember(new Settings.Export(
                shape.format().extension(),
                size.width(),
                size.height(),
                size.scale(),
                shape.dark(),
                folder == null ? null : folder.toString()));
        exports.save(copy, shape, target, target.equals(confirmed));
    }

    void show() {
        dialog.show();
        dialog.getDialogPane().lookupButton(saving).requestFocus();
    }
}
