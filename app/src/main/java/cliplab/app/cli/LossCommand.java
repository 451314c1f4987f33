// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.cli;

import cliplab.model.loss.LossWorksheet;
import cliplab.model.loss.SigmoidPairwise;
import com.google.gson.JsonObject;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cliplab loss}: works a loss by hand over a square of similarities. */
@Command(
        name = "loss",
        description =
                "Works a loss by hand: every number from the similarities to the loss. Row i of the file is image i, column"
                        + " i its own text.")
final class LossCommand implements Callable<Integer> {
    @Option(names = "--kind", paramLabel = "NAME", required = true, description = "infonce or sigmoid.")
    private SetupOptions.LossName kind;

    @Option(
            names = "--similarities",
            paramLabel = "FILE",
            required = true,
            description = "CSV of N lines of N cosines, without a header.")
    private Path similarities;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            required = true,
            description = "τ; similarities are divided by it. The scale of the sigmoid loss is 1/τ.")
    private double temperature;

    @Option(names = "--bias", paramLabel = "B", description = "Of the sigmoid loss (default: -10).")
    private @Nullable Double bias;

    @Option(names = "--json", description = "The losses as one JSON object.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    /** picocli fills in the fields. */
    @SuppressWarnings("NullAway.Init")
    LossCommand() {}

    @Override
    public Integer call() throws IOException {
        if (bias != null && kind == SetupOptions.LossName.INFONCE) {
            throw new CommandException(ExitCode.USAGE, "InfoNCE has no bias; leave --bias out");
        }
        Temperatures.check(temperature);
        double[][] square = read(similarities);
        LossWorksheet worksheet;
        try {
            worksheet = switch (kind) {
                case INFONCE -> LossWorksheet.infoNce(square, temperature);
                case SIGMOID ->
                    LossWorksheet.sigmoid(square, temperature, bias == null ? SigmoidPairwise.START_BIAS : bias);
            };
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.UNREADABLE, similarities + ": " + e.getMessage(), e);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Jsons.LINE.toJson(json(worksheet)));
        } else {
            print(out, square, worksheet);
        }
        return ExitCode.OK;
    }

    private static double[][] read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(ExitCode.UNREADABLE, file + ": there is no such file");
        }
        List<double[]> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // a ragged table is told of with its row
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(file)) {
            for (CsvRecord row : reader) {
                double[] values = new double[row.getFieldCount()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = number(file, row, i);
                }
                rows.add(values);
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw new CommandException(ExitCode.UNREADABLE, file + ": not a table of numbers", e);
        }
        return rows.toArray(double[][]::new);
    }

    private static double number(Path file, CsvRecord row, int column) {
        String text = row.getField(column).replace("\uFEFF", "").strip(); // spreadsheets begin with a byte order mark
        try {
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, with its place.
        }
        throw new CommandException(
                ExitCode.UNREADABLE,
                "%s: line %d, value %d is \"%s\" and not a number"
                        .formatted(file, row.getStartingLineNumber(), column + 1, text));
    }

    private static JsonObject json(LossWorksheet worksheet) {
        JsonObject object = new JsonObject();
        switch (worksheet) {
            case LossWorksheet.OfInfoNce infoNce -> {
                object.addProperty("image_to_text", infoNce.imageToText());
                object.addProperty("text_to_image", infoNce.textToImage());
                object.addProperty("loss", infoNce.loss());
            }
            case LossWorksheet.OfSigmoid sigmoid -> object.addProperty("loss", sigmoid.loss());
        }
        return object;
    }

    private void print(PrintWriter out, double[][] square, LossWorksheet worksheet) {
        int n = square.length;
        table(out, "Similarities", square);
        switch (worksheet) {
            case LossWorksheet.OfInfoNce infoNce -> {
                table(out, "Logits = similarities / τ, τ = " + temperature, infoNce.logits());
                table(out, "Exponentials, each row relative to its largest logit", infoNce.exponentials());
                table(out, "Softmax of each row: each image's share of the texts", infoNce.rowSoftmax());
                table(out, "Softmax of each column: each text's share of the images", infoNce.columnSoftmax());
                out.printf("Image to text  %.5f   mean of −log of the diagonal, over rows%n", infoNce.imageToText());
                out.printf("Text to image  %.5f   the same, over columns%n", infoNce.textToImage());
                out.printf(
                        "Loss           %.5f   mean of the two; chance log %d = %.5f%n",
                        infoNce.loss(), n, Math.log(n));
            }
            case LossWorksheet.OfSigmoid sigmoid -> {
                table(out, "Logits = similarities · scale + bias, scale = 1/τ = " + 1 / temperature, sigmoid.logits());
                table(out, "Pair terms −log σ(±logit), + on the diagonal", sigmoid.pairTerms());
                out.printf("Loss  %.5f   sum of the terms / %d%n", sigmoid.loss(), n);
            }
        }
    }

    private static void table(PrintWriter out, String title, double[][] values) {
        out.println(title);
        for (double[] row : values) {
            for (double value : row) {
                out.printf("%12.5f", value);
            }
            out.println();
        }
        out.println();
    }
}
