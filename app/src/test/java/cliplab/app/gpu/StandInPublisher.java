// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.gpu;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** What DJL publishes, in small, on this machine: files.txt, sizes, pieces of files; and everything that goes wrong with that. */
public final class StandInPublisher implements AutoCloseable {
    public static final String FOLDER = "cu128/linux-x86_64/native/lib/";

    /** What is done to a request for a file, instead of answering it; true where it was. */
    interface Trouble {
        boolean instead(HttpExchange exchange, String file) throws IOException;
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> unpacked = new ConcurrentHashMap<>();
    final Map<String, byte[]> served = new ConcurrentHashMap<>();
    final Map<String, String> tags = new ConcurrentHashMap<>();
    volatile Trouble trouble = (_, _) -> false;
    private final List<String> list = new CopyOnWriteArrayList<>();

    private volatile boolean silent;
    private volatile CountDownLatch silence = new CountDownLatch(0);
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public StandInPublisher(String... names) throws IOException {
        Random random = new Random(1);
        for (String name : names) {
            byte[] content = new byte[2_500 + random.nextInt(2_500)];
            random.nextBytes(content);
            unpacked.put(name, content);
            served.put(name, compressed(content));
            tags.put(name, "\"" + name.hashCode() + "\"");
            list.add(FOLDER + name.replace("+", "%2B") + ".gz");
        }
        list.addAll(List.of("cu128/win-x86_64/native/lib/torch.dll.gz", "cpu/linux-x86_64/native/lib/libtorch.so.gz"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/pytorch/2.7.1/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort() + "/pytorch/");
    }

    void alsoList(String line) {
        list.add(line);
    }

    void unlist(String name) {
        list.removeIf(line -> line.contains(name));
    }

    /** How many requests came. */
    public int requests() {
        return requests.size();
    }

    /** How many of them asked for content of a library, and not for the size at its end alone. */
    public long pieces() {
        return requests.stream()
                .filter(line -> line.contains("bytes=") && !isEnd(line))
                .count();
    }

    /** Whether four bytes were asked for, which say how large the unpacked file is. */
    static boolean isEnd(String request) {
        Matcher range = Pattern.compile("bytes=(\\d+)-(\\d+)").matcher(request);
        return range.find() && Long.parseLong(range.group(2)) - Long.parseLong(range.group(1)) == 3;
    }

    /** From now on nothing is answered to whoever asks for that file. */
    public void fallSilentAt(String name) {
        CountDownLatch over = new CountDownLatch(1);
        silence = over;
        trouble = (_, file) -> {
            boolean now = file.equals(name);
            if (now) {
                silent = true;
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return now;
        };
    }

    /** Whether somebody waits for an answer that does not come. */
    public boolean isSilent() {
        return silent;
    }

    public void speakAgain() {
        trouble = (_, _) -> false;
        silence.countDown();
    }

    static byte[] compressed(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A library as it is to be in the end. */
    byte[] unpacked(String name) {
        return Objects.requireNonNull(unpacked.get(name), name);
    }

    /** A library as it is served. */
    byte[] served(String name) {
        return Objects.requireNonNull(served.get(name), name);
    }

    /** Puts another file of another size in the place of one. */
    void change(String name) {
        byte[] content = Arrays.copyOf(unpacked(name), unpacked(name).length + 500);
        unpacked.put(name, content);
        served.put(name, compressed(content));
        tags.put(name, "\"changed\"");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String range = exchange.getRequestHeaders().getFirst("Range");
            String file = path.substring(path.lastIndexOf('/') + 1).replaceAll("\\.gz$", "");
            requests.add(exchange.getRequestMethod() + " " + file + (range == null ? "" : " " + range));
            if (trouble.instead(exchange, file)) {
                return;
            }
            byte[] content = file.equals("files.txt")
                    ? String.join("\n", list).getBytes(StandardCharsets.UTF_8)
                    : served.get(file);
            if (content == null || (!path.contains(FOLDER) && !file.equals("files.txt"))) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            if (tags.containsKey(file)) {
                exchange.getResponseHeaders().set("ETag", tags.get(file));
            }
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
                exchange.sendResponseHeaders(200, -1);
            } else if (range == null) {
                send(exchange, 200, content, content.length);
            } else {
                piece(exchange, content, range, Integer.MAX_VALUE);
            }
        }
    }

    /** @param most bytes that are sent before the connection is closed */
    static void piece(HttpExchange exchange, byte[] content, String range, int most) throws IOException {
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        int from = Integer.parseInt(ends[0]);
        int to = Math.min(Integer.parseInt(ends[1]), content.length - 1);
        if (from > to) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Range", "bytes %d-%d/%d".formatted(from, to, content.length));
        send(exchange, 206, Arrays.copyOfRange(content, from, to + 1), most);
    }

    static void send(HttpExchange exchange, int status, byte[] content, int most) throws IOException {
        exchange.sendResponseHeaders(status, content.length);
        OutputStream body = exchange.getResponseBody();
        body.write(content, 0, Math.min(most, content.length));
        body.flush();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
