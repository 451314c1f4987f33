// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.gpu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cliplab.model.runtime.CudaBuild;
import cliplab.model.runtime.CudaLibraries;
import cliplab.model.runtime.CudaLibraries.Standing;
import cliplab.model.runtime.CudaRecord;
import cliplab.model.runtime.NvidiaDriver;
import cliplab.model.runtime.Sha256;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CudaFetchTest {
    private static final CudaBuild BUILD = new CudaBuild("2.7.1", "cu128", "linux-x86_64");
    private static final NvidiaDriver DRIVER = new NvidiaDriver(true, "570.86.15");
    private static final String LARGEST = "libtorch_cuda.so";
    private static final int PIECE = 1_000;

    @TempDir
    Path data;

    private StandInPublisher publisher;
    private CudaLibraries libraries;
    private CudaFetch fetch;

    @BeforeEach
    void begin() throws IOException {
        publisher = new StandInPublisher(
                "libc10.so", "libc10_cuda.so", "libtorch.so", "libtorch_cpu.so", LARGEST, "libcu++-1f.so.12");
        libraries = new CudaLibraries(data.resolve("gpu"), Optional.of(BUILD), Map.of());
        fetch = fetch(Duration.ofSeconds(30));
    }

    @AfterEach
    void end() {
        publisher.close();
    }

    private CudaFetch fetch(Duration patience) {
        return new CudaFetch(libraries, publisher.address(), PIECE, patience);
    }

    private String failure(CudaRecord set) {
        return String.valueOf(assertThrows(FetchException.class, () -> fetch.fetch(set, _ -> {}))
                .getMessage());
    }

    private void assertWhole() throws IOException {
        Path folder = libraries.fetched();
        assertEquals(new Standing.Usable(folder, "2.7.1+cu128"), libraries.standing(DRIVER));
        for (Map.Entry<String, byte[]> file : publisher.unpacked.entrySet()) {
            assertArrayEquals(file.getValue(), Files.readAllBytes(folder.resolve(file.getKey())), file.getKey());
        }
        assertFalse(Files.exists(libraries.part()));
    }

    private void assertNotUsed() {
        assertInstanceOf(Standing.None.class, libraries.standing(DRIVER));
    }

    @Test
    void nothingIsAskedBeforeItIsAskedFor() throws Exception {
        assertEquals(0, fetch.here());
        assertNotUsed();
        assertEquals(List.of(), publisher.requests);

        CudaRecord set = fetch.ask();
        assertEquals("GET files.txt", publisher.requests.getFirst());
        assertEquals(1 + 6 + 6, publisher.requests.size());
        assertTrue(publisher.requests.stream()
                .skip(1)
                .allMatch(line -> line.startsWith("HEAD ") || StandInPublisher.isEnd(line)));
        assertEquals(
                publisher.unpacked.values().stream()
                        .mapToInt(file -> file.length)
                        .sum(),
                set.unpackedBytes());
        assertEquals(
                publisher.served.values().stream().mapToInt(file -> file.length).sum(), set.bytes());
        assertFalse(Files.exists(libraries.home()), "the question writes nothing");
    }

    @Test
    void whatIsFetchedIsWholeRecordedAndUsed() throws Exception {
        List<FetchProgress> heard = new ArrayList<>();
        CudaRecord set = fetch.ask();
        fetch.fetch(set, heard::add);

        assertWhole();
        CudaRecord record = CudaRecord.read(libraries.fetched());
        assertEquals(publisher.address() + "2.7.1/", record.from());
        assertEquals(6, record.files().size());
        for (CudaRecord.Item item : record.files()) {
            CudaRecord.Content content = Objects.requireNonNull(item.content());
            assertEquals(publisher.served(item.name()).length, item.bytes());
            assertEquals(publisher.unpacked(item.name()).length, content.bytes());
            assertEquals(hex(publisher.unpacked(item.name())), content.sha256());
            assertEquals(hex(publisher.served(item.name())), content.compressedSha256());
        }
        assertEquals(List.of(), record.altered(libraries.fetched()));
        assertEquals(set.bytes(), heard.getLast().bytes());
        assertEquals(set.bytes(), heard.getLast().of());
        for (int i = 1; i < heard.size(); i++) {
            assertTrue(heard.get(i).bytes() >= heard.get(i - 1).bytes());
        }
    }

    private static String hex(byte[] content) {
        var digest = Sha256.begin();
        digest.update(content);
        return Sha256.end(digest);
    }

    @Test
    void anInterruptedFetchGoesOnWhereItEnded() throws Exception {
        CudaRecord set = fetch.ask();
        publisher.trouble = (exchange, file) -> {
            // The second piece of the largest file, and none after it.
            boolean late = file.equals(LARGEST)
                    && exchange.getRequestHeaders().getFirst("Range").startsWith("bytes=1000-");
            if (late) {
                StandInPublisher.piece(
                        exchange,
                        publisher.served(file),
                        exchange.getRequestHeaders().getFirst("Range"),
                        10);
            }
            return late;
        };
        assertTrue(failure(set).endsWith("broke off; go on later"));
        assertNotUsed();
        assertEquals(PIECE, Files.size(libraries.part().resolve(LARGEST + ".gz.part")));
        assertTrue(fetch.here() > PIECE);

        publisher.trouble = (_, _) -> false;
        publisher.requests.clear();
        fetch.fetch(set, _ -> {});
        assertWhole();
        assertFalse(
                publisher.requests.stream().anyMatch(line -> line.contains(LARGEST + " bytes=0-")),
                "what was there is not fetched again");
        assertFalse(publisher.requests.stream().anyMatch(line -> line.contains("libc10.so")));
        assertTrue(publisher.requests.contains("GET " + LARGEST + " bytes=1000-1999"));
    }

    @Test
    void anotherProcessGoesOnToo() throws Exception {
        publisher.trouble = missing("libtorch_cpu.so");
        CudaRecord set = fetchAfterHeads();
        assertTrue(failure(set).contains("is not there (404)"));

        publisher.trouble = (_, _) -> false;
        fetch = fetch(Duration.ofSeconds(30));
        CudaRecord again = fetch.ask();
        assertTrue(fetch.here(again) > 0 && fetch.here(again) < again.bytes());
        publisher.requests.clear();
        fetch.fetch(again, _ -> {});
        assertWhole();
        assertFalse(publisher.requests.stream().anyMatch(line -> line.contains("libc10.so")));
    }

    private CudaRecord fetchAfterHeads() throws Exception {
        StandInPublisher.Trouble later = publisher.trouble;
        publisher.trouble = (_, _) -> false;
        CudaRecord set = fetch.ask();
        publisher.trouble = later;
        return set;
    }

    private static StandInPublisher.Trouble missing(String name) {
        return (exchange, file) -> {
            boolean it = file.equals(name);
            if (it) {
                exchange.sendResponseHeaders(404, -1);
            }
            return it;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"files.txt", "libtorch.so"})
    void whatIsNotThereIsNamed(String name) {
        publisher.trouble = missing(name);
        String words = String.valueOf(
                assertThrows(FetchException.class, () -> fetch.ask()).getMessage());
        assertTrue(words.contains(name) && words.contains("404"), words);
    }

    @Test
    void oneBrokenAnswerIsAskedForAgain() throws Exception {
        CudaRecord set = fetch.ask();
        AtomicInteger broken = new AtomicInteger();
        publisher.trouble = (exchange, file) -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            boolean now = file.equals(LARGEST) && range != null && broken.getAndIncrement() == 0;
            if (now) {
                StandInPublisher.piece(exchange, publisher.served(file), range, 7);
            }
            return now;
        };
        fetch.fetch(set, _ -> {});
        assertWhole();
        assertTrue(broken.get() > 1);
    }

    @Test
    void aFileThatChangedSinceIsSaidAndFetchedAnew() throws Exception {
        CudaRecord set = fetch.ask();
        publisher.trouble = missing("libtorch_cpu.so");
        assertTrue(failure(set).contains("404"));
        publisher.trouble = (_, _) -> false;
        publisher.change("libtorch_cpu.so");
        publisher.change("libc10.so"); // that one is here and unpacked already
        assertTrue(failure(set).contains("has changed"), "its size is another");
        assertNotUsed();
        fetch.fetch(fetch.ask(), _ -> {});
        assertWhole();
    }

    @Test
    void aFileOfTheSameSizeWithAnotherTagHasChanged() throws Exception {
        CudaRecord set = fetch.ask();
        publisher.tags.put(LARGEST, "\"other\"");
        assertTrue(failure(set).contains(LARGEST + ".gz has changed"));
    }

    @Test
    void withoutANetworkThatIsSaid() throws Exception {
        CudaRecord set = fetch.ask();
        publisher.close();
        assertTrue(failure(set).contains("cannot be reached"));
        String words = String.valueOf(
                assertThrows(FetchException.class, () -> fetch.ask()).getMessage());
        assertTrue(words.contains("127.0.0.1 cannot be reached"), words);
        assertTrue(words.contains("-Dhttps.proxyHost="), words);
    }

    @Test
    void aHostThatFallsSilentIsNotWaitedForForever() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CudaRecord set = fetch.ask();
        fetch = fetch(Duration.ofMillis(300));
        publisher.trouble = (exchange, _) -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 0-999/99999");
            exchange.sendResponseHeaders(206, 1000); // and then nothing
            await(over);
            return true;
        };
        assertTrue(failure(set).contains("did not answer"));
        over.countDown();
    }

    @Test
    void cancellingEndsAtOnceAndKeepsWhatCame() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        CudaRecord set = fetch.ask();
        Thread fetching = Thread.currentThread();
        publisher.trouble = (exchange, file) -> {
            if (!file.equals(LARGEST)) {
                return false;
            }
            fetching.interrupt();
            await(over);
            return true;
        };
        assertThrows(InterruptedException.class, () -> fetch.fetch(set, _ -> {}));
        over.countDown();
        assertFalse(Thread.interrupted());
        assertNotUsed();
        assertTrue(fetch.here() > 0);
        publisher.trouble = (_, _) -> false;
        fetch.fetch(set, _ -> {});
        assertWhole();
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aDamagedFileIsFetchedAnew() throws Exception {
        byte[] good = publisher.served(LARGEST);
        byte[] bad = good.clone();
        bad[bad.length - 6] ^= 1; // its checksum
        publisher.served.put(LARGEST, bad);
        CudaRecord set = fetch.ask();
        assertTrue(failure(set).contains(LARGEST + " arrived damaged"));
        assertNotUsed();
        publisher.served.put(LARGEST, good);
        fetch.fetch(set, _ -> {});
        assertWhole();
    }

    @Test
    void tooLittleSpaceIsSaidBeforeAnythingIsFetched() throws Exception {
        publisher.trouble = (exchange, file) -> {
            boolean it = file.equals(LARGEST);
            if (it) {
                long size = 1L << 60;
                if (exchange.getRequestMethod().equals("HEAD")) {
                    exchange.getResponseHeaders().set("Content-Length", String.valueOf(size));
                    exchange.sendResponseHeaders(200, -1);
                } else {
                    exchange.getResponseHeaders()
                            .set("Content-Range", "bytes " + (size - 4) + "-" + (size - 1) + "/" + size);
                    StandInPublisher.send(exchange, 206, new byte[] {-1, -1, -1, -1}, 4); // 4 GiB but one
                }
            }
            return it;
        };
        CudaRecord set = fetch.ask();
        publisher.requests.clear();
        assertTrue(failure(set).contains("MB free, and at least 1,152,921,508,901 MB are needed"));
        assertEquals(List.of(), publisher.requests);
    }

    @Test
    void aFullDiskIsSaid() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a device that is always full");
        CudaRecord set = fetch.ask();
        publisher.trouble = missing("libc10.so");
        failure(set); // so that the set is begun
        publisher.trouble = (_, _) -> false;
        Path part = libraries.part().resolve("libc10.so.gz.part");
        Files.deleteIfExists(part);
        Files.createSymbolicLink(part, full);
        assertTrue(failure(set).contains("is full; free some space and go on"));
        assertNotUsed();
        Files.delete(part);
        fetch.fetch(set, _ -> {});
        assertWhole();
    }

    @Test
    void aHostThatGivesNoPiecesIsNotSwallowedWhole() throws Exception {
        CudaRecord set = fetch.ask();
        publisher.trouble = (exchange, file) -> {
            StandInPublisher.send(exchange, 200, publisher.served(file), Integer.MAX_VALUE);
            return true;
        };
        assertTrue(failure(set).contains("only in one piece"));
    }

    @Test
    void itIsNotLedToAnotherHost() {
        publisher.trouble = (exchange, _) -> redirect(exchange);
        String words = String.valueOf(
                assertThrows(FetchException.class, () -> fetch.ask()).getMessage());
        assertTrue(words.contains("answered 302"), words);
        assertEquals(1, publisher.requests.size());
    }

    private boolean redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Location", publisher.address() + "2.7.1/elsewhere");
        exchange.sendResponseHeaders(302, -1);
        return true;
    }

    @Test
    void aNameThatLeavesTheFolderIsRefused() {
        String evil = StandInPublisher.FOLDER + "..%2F..%2Fevil.so.gz";
        publisher.alsoList(evil);
        publisher.trouble = (exchange, _) -> {
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head) {
                exchange.getResponseHeaders().set("Content-Length", "10");
                exchange.sendResponseHeaders(200, -1);
            }
            return head;
        };
        String words = String.valueOf(
                assertThrows(FetchException.class, () -> fetch.ask()).getMessage());
        assertTrue(words.contains("\"../../evil.so\" is no name of a library"), words);
    }

    @Test
    void aListWithoutWhatIsNeededIsRefused() {
        publisher.unlist(LARGEST);
        String words = String.valueOf(
                assertThrows(FetchException.class, () -> fetch.ask()).getMessage());
        assertTrue(words.contains("lists no libtorch_cuda.so for linux-x86_64 of PyTorch 2.7.1+cu128"), words);
    }

    @Test
    void twoAtOnceAreRefused() throws Exception {
        CudaRecord set = fetch.ask();
        CompletableFuture<String> second = new CompletableFuture<>();
        fetch.fetch(set, _ -> {
            if (!second.isDone()) {
                second.complete(failure(set));
            }
        });
        assertTrue(second.join().contains("being fetched already"));
        assertWhole();
    }

    @Test
    void whatIsThereWholeIsNotFetchedAgain() throws Exception {
        fetch.fetch(fetch.ask(), _ -> {});
        Path elsewhere = data.resolve("libtorch/lib");
        Files.createDirectories(elsewhere);
        for (String name : BUILD.needed()) {
            Files.createFile(elsewhere.resolve(name));
        }
        Files.writeString(elsewhere.resolveSibling("build-version"), "2.7.1+cu128");
        libraries.use(elsewhere);

        CudaRecord set = fetch.ask();
        assertEquals(set.bytes(), fetch.here(set));
        publisher.requests.clear();
        fetch.fetch(set, _ -> {});
        assertEquals(List.of(), publisher.requests);
        assertWhole();
    }

    @Test
    void whatAnEarlierReplacementLeftIsInNobodysWay() throws Exception {
        fetch.fetch(fetch.ask(), _ -> {});
        Path old = Files.createDirectory(libraries.home().resolve(BUILD.name() + ".old"));
        Files.createFile(old.resolve("libtorch.so"));
        publisher.change(LARGEST);
        fetch.fetch(fetch.ask(), _ -> {});
        assertWhole();
        assertFalse(Files.exists(old));
    }

    @Test
    void onlyTheReasonTellsThatADiskIsFull() throws Exception {
        libraries = new CudaLibraries(data.resolve("space/gpu"), Optional.of(BUILD), Map.of());
        fetch = fetch(Duration.ofSeconds(30));
        CudaRecord set = fetch.ask();
        publisher.trouble = missing("libc10.so");
        failure(set); // so that the set is begun
        publisher.trouble = (_, _) -> false;
        Path inTheWay = libraries.part().resolve("libc10.so.gz.part");
        Files.deleteIfExists(inTheWay);
        Files.createDirectory(inTheWay);
        String words = failure(set);
        assertTrue(words.startsWith("a file cannot be written: ") && words.contains(inTheWay.toString()), words);
    }

    @Test
    void aRecordThatCannotBeReadThrowsNothingAway() throws Exception {
        CudaRecord set = fetch.ask();
        publisher.trouble = missing(LARGEST);
        failure(set);
        publisher.trouble = (_, _) -> false;
        Files.writeString(libraries.part().resolve(CudaRecord.NAME), "{");
        assertTrue(failure(set).startsWith("what an earlier fetch left cannot be read"));
        assertTrue(Files.exists(libraries.part().resolve("libc10.so")));
    }

    @Test
    void aListThatIsTooLongIsSaidToBe() {
        publisher.alsoList("x".repeat(1 << 20));
        String words = String.valueOf(
                assertThrows(FetchException.class, () -> fetch.ask()).getMessage());
        assertTrue(words.contains("files.txt is 1,04") && words.contains("at most 1,048,576 are expected"), words);
    }

    @Test
    void aSecondSetTakesThePlaceOfTheFirst() throws Exception {
        fetch.fetch(fetch.ask(), _ -> {});
        publisher.change(LARGEST);
        fetch.fetch(fetch.ask(), _ -> {});
        assertWhole();
        libraries.remove();
        assertFalse(Files.exists(libraries.home()));
        assertNotUsed();
    }
}
