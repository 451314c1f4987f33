// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.viz.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cliplab.viz.figure.DataTable;
import cliplab.viz.figure.Figure;
import cliplab.viz.figure.LossFigure;
import cliplab.viz.style.Palette;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Each format read back by a reader that is not ours: ImageIO, the JDK's XML parser, PDFBox's text stripper, FastCSV. */
class FigureExporterTest {
    private static final ExportSize SIZE = ExportSize.of(640, 420, 1.5);

    private static final List<Figure> FIGURES = Samples.all();
    private static final Map<List<Object>, byte[]> EXPORTED = new ConcurrentHashMap<>();

    @TempDir
    private Path folder;

    static Stream<Figure> figures() {
        return FIGURES.stream();
    }

    /** Of one of the figures above, exported by the first test that needs it. */
    private static byte[] exported(Figure figure, ExportFormat format) {
        return EXPORTED.computeIfAbsent(List.of(figure, format), _ -> {
            try {
                return export(figure, format);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static byte[] export(Figure figure, ExportFormat format) throws IOException {
        return FigureExporter.bytes(figure, Samples.PROVENANCE, format, SIZE, Palette.LIGHT);
    }

    /** What must be readable inside any picture. */
    private static List<String> words(Figure figure) {
        List<String> words = new ArrayList<>(List.of(Samples.PROVENANCE.title(), Samples.PROVENANCE.caption()));
        words.addAll(figure.notes());
        return words;
    }

    @ParameterizedTest
    @MethodSource("figures")
    void aPngHasItsSizeItsResolutionAndSomethingOnIt(Figure figure) throws IOException {
        byte[] content = exported(figure, ExportFormat.PNG);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(content));
        assertEquals(960, picture.getWidth());
        assertEquals(630, picture.getHeight());
        assertEquals(Palette.LIGHT.background(), new Color(picture.getRGB(0, 0)));
        long inked = Arrays.stream(picture.getRGB(0, 0, 960, 630, null, 0, 960))
                .filter(pixel -> pixel != Palette.LIGHT.background().getRGB())
                .count();
        assertTrue(inked > 8000, inked + " pixels");

        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (ImageInputStream stream = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
            reader.setInput(stream);
            Element tree = (Element) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            Element resolution = (Element) tree.getElementsByTagName("pHYs").item(0);
            // 144 dpi
            assertEquals("5669", resolution.getAttribute("pixelsPerUnitXAxis"));
            assertEquals("meter", resolution.getAttribute("unitSpecifier"));
            NodeList texts = tree.getElementsByTagName("iTXtEntry");
            List<String> said = new ArrayList<>();
            for (int i = 0; i < texts.getLength(); i++) {
                said.add(((Element) texts.item(i)).getAttribute("text"));
            }
            assertTrue(
                    said.containsAll(List.of(
                            Samples.PROVENANCE.title(), Samples.PROVENANCE.caption(), Samples.PROVENANCE.json())),
                    said.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void anSvgHasItsWordsAsTextAndTheirLettersWithIt(Figure figure) throws Exception {
        String content = new String(exported(figure, ExportFormat.SVG), StandardCharsets.UTF_8);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        Document document =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
        assertEquals("http://www.w3.org/2000/svg", document.getDocumentElement().getNamespaceURI());
        assertEquals("0 0 640 420", document.getDocumentElement().getAttribute("viewBox"));
        NodeList texts = document.getElementsByTagNameNS("*", "text");
        StringBuilder read = new StringBuilder();
        for (int i = 0; i < texts.getLength(); i++) {
            read.append(texts.item(i).getTextContent()).append(' ');
        }
        for (String sentence : words(figure)) {
            assertTrue(read.toString().contains(sentence), sentence + " in " + read);
        }
        // Only what the drawing says can show a letter, and Java reads the fonts that carry it.
        Matcher fonts = Pattern.compile("base64,([^)]+)\\) format").matcher(content);
        int count = 0;
        while (fonts.find()) {
            byte[] file = Base64.getDecoder().decode(fonts.group(1));
            Font font = Font.createFont(Font.TRUETYPE_FONT, new ByteArrayInputStream(file));
            String plain = read.toString().replace("😀", "");
            assertEquals(-1, font.canDisplayUpTo(plain), plain);
            assertFalse(font.canDisplay('Ж'), "letters that do not occur are left out");
            count++;
        }
        assertEquals(2, count);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void aPdfHasItsWordsAsTextItsFontsInsideAndNothingBeyondItsEdges(Figure figure) throws IOException {
        try (PDDocument document = Loader.loadPDF(exported(figure, ExportFormat.PDF))) {
            assertEquals(1, document.getNumberOfPages());
            float width = document.getPage(0).getMediaBox().getWidth();
            float height = document.getPage(0).getMediaBox().getHeight();
            assertEquals(480, width);
            assertEquals(315, height);
            List<String> outside = new ArrayList<>();
            PDFTextStripper stripper = new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition letter) {
                    super.processTextPosition(letter);
                    float x = letter.getTextMatrix().getTranslateX();
                    float y = letter.getTextMatrix().getTranslateY();
                    if (x < 0 || x > width - 4 || y < 0 || y > height - 4) {
                        outside.add(letter + " at " + x + ", " + y);
                    }
                }
            };
            stripper.setSortByPosition(true);
            String read = stripper.getText(document).replaceAll("\\s+", " ");
            for (String sentence : words(figure)) {
                assertTrue(read.contains(sentence), sentence + " in " + read);
            }
            assertEquals(List.of(), outside);
            List<PDFont> fonts = fonts(document.getPage(0).getResources());
            assertFalse(fonts.isEmpty());
            for (PDFont font : fonts) {
                assertTrue(font.isEmbedded(), font.getName());
                assertTrue(font.getName().contains("+InterFigures-"), font.getName());
            }
        }
    }

    private static List<PDFont> fonts(PDResources resources) throws IOException {
        List<PDFont> fonts = new ArrayList<>();
        for (COSName name : resources.getFontNames()) {
            fonts.add(resources.getFont(name));
        }
        for (COSName name : resources.getXObjectNames()) {
            if (resources.getXObject(name) instanceof PDFormXObject form && form.getResources() != null) {
                fonts.addAll(fonts(form.getResources()));
            }
        }
        return fonts;
    }

    @ParameterizedTest
    @EnumSource
    void theSameFigureIsTheSameFile(ExportFormat format) throws IOException {
        List<Figure> others = Samples.all();
        for (int i = 0; i < others.size(); i++) {
            byte[] once = exported(FIGURES.get(i), format);
            assertArrayEquals(once, export(others.get(i), format), others.get(i).title());
        }
        assertArrayEquals(export(others.getFirst(), format), export(others.getFirst(), format), "again");
    }

    @ParameterizedTest
    @EnumSource(names = {"PNG", "SVG", "PDF"})
    void whatAFileRemembersComesBack(ExportFormat format) throws IOException {
        Path file = folder.resolve("figure." + format.extension());
        FigureExporter.write(file, export(Samples.loss(20), format));
        assertEquals(Samples.PROVENANCE, ProvenanceReader.read(file).orElseThrow());
        byte[] whole = Files.readAllBytes(file);
        for (int length : List.of(0, 3, 40, whole.length / 2)) {
            Files.write(file, Arrays.copyOf(whole, length));
            ProvenanceReader.read(file); // whatever it finds, it does not fail
        }
    }

    @Test
    void filesOfOthersRememberNothing() throws IOException {
        Path file = folder.resolve("other");
        for (String content : List.of(
                "",
                "plain text",
                "<svg xmlns='http://www.w3.org/2000/svg'><title>mine</title></svg>",
                "<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg><metadata>&x;</metadata></svg>",
                "%PDF-1.7 and no more")) {
            Files.writeString(file, content);
            assertTrue(ProvenanceReader.read(file).isEmpty(), content);
        }
        ImageIO.write(new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        assertTrue(ProvenanceReader.read(file).isEmpty());
        assertThrows(IOException.class, () -> ProvenanceReader.read(folder.resolve("missing.png")));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void aCsvHoldsTheTableWithoutLoss(Figure figure) throws IOException {
        DataTable table = figure.table();
        String content = new String(exported(figure, ExportFormat.CSV), StandardCharsets.UTF_8);
        List<CsvRecord> rows;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(content)) {
            rows = reader.stream().toList();
        }
        assertEquals(table.columns(), rows.getFirst().getFields());
        assertEquals(table.rows().size(), rows.size() - 1);
        for (int row = 0; row < table.rows().size(); row++) {
            for (int column = 0; column < table.columns().size(); column++) {
                Object cell = table.rows().get(row).get(column);
                String field = rows.get(row + 1).getField(column);
                if (cell instanceof Number number) {
                    double value = field.isEmpty() ? Double.NaN : Double.parseDouble(field);
                    assertEquals(number.floatValue(), (float) value);
                    assertTrue(number instanceof Float || number.doubleValue() == value || field.isEmpty(), field);
                } else {
                    assertEquals(cell, field);
                }
            }
        }
    }

    @Test
    void theCsvOfTheLossHasTheSmoothedColumn() throws IOException {
        LossFigure figure = Samples.loss(3);
        figure.smoothing(0);
        String content = new String(export(figure, ExportFormat.CSV), StandardCharsets.UTF_8);
        List<String> head = List.of(content.lines().findFirst().orElseThrow().split(","));
        List<String> second =
                List.of(content.lines().skip(2).findFirst().orElseThrow().split(",", -1));
        int raw = head.indexOf("loss");
        int smooth = head.indexOf("smoothed");
        assertTrue(raw >= 0 && smooth >= 0, head.toString());
        assertEquals(second.get(raw), second.get(smooth), "without smoothing they are the same");
        figure.smoothing(0.9);
        assertNotEquals(content, new String(export(figure, ExportFormat.CSV), StandardCharsets.UTF_8));
    }

    @Test
    void theDarkThemeIsDark() throws IOException {
        byte[] content =
                FigureExporter.bytes(Samples.loss(20), Samples.PROVENANCE, ExportFormat.PNG, SIZE, Palette.DARK);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(content));
        assertEquals(Palette.DARK.background(), new Color(picture.getRGB(1, 1)));
    }

    @Test
    void lettersThatTheFontLacksDoNoHarm() throws IOException {
        for (ExportFormat format : ExportFormat.values()) {
            assertTrue(export(Samples.similarity(List.of("红圆", "😀", "ไทย")), format).length > 0);
        }
    }

    @Test
    void aNameWithoutSpacesIsBrokenAtTheEdge() throws IOException {
        Provenance longName = new Provenance("t", "run " + "x".repeat(300), "{}");
        byte[] content = FigureExporter.bytes(Samples.loss(20), longName, ExportFormat.PNG, SIZE, Palette.LIGHT);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(content));
        int margin = 12;
        int[] right = picture.getRGB(picture.getWidth() - margin, 0, margin, picture.getHeight(), null, 0, margin);
        assertTrue(Arrays.stream(right)
                .allMatch(pixel -> pixel == Palette.LIGHT.background().getRGB()));
    }

    @Test
    void aFileIsWrittenWholeOrNotAtAll() throws IOException {
        Path target = folder.resolve("taken");
        Files.createDirectories(target.resolve("by a folder"));
        assertThrows(IOException.class, () -> FigureExporter.write(target, new byte[10]));
        assertThrows(
                IOException.class,
                () -> FigureExporter.write(folder.resolve("no").resolve("x.png"), new byte[1]));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(target), left.toList());
        }
        Path file = folder.resolve("x.png");
        FigureExporter.write(file, new byte[] {1});
        FigureExporter.write(file, new byte[] {2, 3});
        assertArrayEquals(new byte[] {2, 3}, Files.readAllBytes(file));
    }

    @Test
    void aPictureCanOnlyBeSoLarge() {
        assertEquals(192, ExportSize.of(800, 500, 2).dpi());
        for (double[] wrong : new double[][] {{299, 500, 1}, {800, 9000, 1}, {800, 500, 0}, {8000, 8000, 16}}) {
            assertThrows(IllegalArgumentException.class, () -> ExportSize.of((int) wrong[0], (int) wrong[1], wrong[2]));
        }
    }
}
