// SPDX-License-Identifier: GPL-3.0-or-later
package cliplab.app.gpu;

import cliplab.app.settings.JavaOptions;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the publisher's host: a small text, the size of a file, a piece of one. It never follows to another host.
 * Each call waits for its answer on the calling thread, which may be interrupted; closing it ends its threads and connections.
 */
final class Host implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");
    /** Times a piece is asked for before the fetch gives up. */
    private static final int TRIES = 3;

    private final HttpClient client;
    private final Duration patience;

    /** What a host says of a file. */
    record Offer(long bytes, @Nullable String tag) {}

    /** @param patience for one answer, its content included */
    Host(Duration patience) {
        this.patience = patience;
        client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(patience)
                .build();
    }

    /** A text of at most so many bytes. */
    byte[] text(URI address, int most) throws FetchException, InterruptedException {
        HttpResponse<byte[]> answer =
                answer(HttpRequest.newBuilder(address).GET().build(), onlyWith(200, most));
        require(answer, 200);
        if (length(answer) > most) {
            throw new FetchException("%s is %,d bytes long, and at most %,d are expected; something else stands there"
                    .formatted(address, length(answer), most));
        }
        return answer.body();
    }

    Offer offer(URI address) throws FetchException, InterruptedException {
        HttpResponse<Void> answer =
                answer(HttpRequest.newBuilder(address).HEAD().build(), BodyHandlers.discarding());
        require(answer, 200);
        long bytes = length(answer);
        if (bytes < 1) {
            throw new FetchException(address.getHost() + " does not say how large " + name(address) + " is");
        }
        return new Offer(bytes, tag(answer));
    }

    /** What a file in gzip's format holds, by its last four bytes; less by 4 GiB or a multiple where it holds more. */
    long unpacked(URI address, Offer offer) throws FetchException, InterruptedException {
        if (offer.bytes() < Integer.BYTES) {
            throw new FetchException(name(address) + " of " + address.getHost() + " is no compressed file");
        }
        byte[] end = piece(address, offer.bytes() - Integer.BYTES, Integer.BYTES, offer);
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }

    /**
     * A piece of a file.
     *
     * @param from the first byte
     * @param length of the piece, which must end within the file
     * @param offer what the host said of the file before
     */
    byte[] piece(URI address, long from, int length, Offer offer) throws FetchException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Range", "bytes=" + from + "-" + (from + length - 1))
                .GET()
                .build();
        for (int attempt = 1; ; attempt++) {
            try {
                HttpResponse<byte[]> answer = answer(request, onlyWith(206, length));
                if (answer.statusCode() == 200) {
                    throw new FetchException(address.getHost() + " hands out " + name(address) + " only in one piece");
                }
                if (answer.statusCode() == 416) {
                    throw changed(address);
                }
                require(answer, 206);
                check(answer, from, length, offer);
                return answer.body();
            } catch (BrokenOffException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    private static void check(HttpResponse<byte[]> answer, long from, int length, Offer offer) throws FetchException {
        Matcher range =
                RANGE.matcher(answer.headers().firstValue("Content-Range").orElse(""));
        String tag = tag(answer);
        boolean same = range.matches()
                && Long.parseLong(range.group(1)) == from
                && Long.parseLong(range.group(3)) == offer.bytes()
                && (tag == null || offer.tag() == null || tag.equals(offer.tag()));
        if (!same || answer.body().length != length) {
            throw changed(answer.uri());
        }
    }

    private static FetchException changed(URI address) {
        return new FetchException(name(address) + " has changed at " + address.getHost()
                + " since its size was asked; ask for the size again");
    }

    /** 0 where it is not said. */
    private static long length(HttpResponse<?> answer) {
        return answer.headers().firstValueAsLong("Content-Length").orElse(0);
    }

    private static @Nullable String tag(HttpResponse<?> answer) {
        return answer.headers().firstValue("ETag").orElse(null);
    }

    private static void require(HttpResponse<?> answer, int status) throws FetchException {
        if (answer.statusCode() != status) {
            throw new FetchException(
                    answer.statusCode() == 404
                            ? answer.uri() + " is not there (404); the publisher may have moved it"
                            : answer.uri() + " answered " + answer.statusCode() + "; try again later");
        }
    }

    private static String name(URI address) {
        String path = address.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Content of at most so many bytes; of a longer answer, or another than the one wanted, nothing is read. */
    private static BodyHandler<byte[]> onlyWith(int status, int most) {
        return answer -> answer.statusCode() == status
                        && answer.headers().firstValueAsLong("Content-Length").orElse(0) <= most
                ? BodySubscribers.limiting(BodySubscribers.ofByteArray(), most)
                : new Unread();
    }

    /** Hangs up before the content comes. */
    private static final class Unread implements BodySubscriber<byte[]> {
        @Override
        public CompletionStage<byte[]> getBody() {
            return CompletableFuture.completedFuture(new byte[0]);
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
        }

        @Override
        public void onNext(List<ByteBuffer> content) {}

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onComplete() {}
    }

    /** The connection ended before the answer did; it may be asked again. */
    private static final class BrokenOffException extends FetchException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(String host, @Nullable Throwable cause) {
            super("the connection to " + host + " broke off; go on later", cause);
        }
    }

    private <T> HttpResponse<T> answer(HttpRequest request, BodyHandler<T> body)
            throws FetchException, InterruptedException {
        CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, body);
        String host = request.uri().getHost();
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new FetchException(
                    "%s did not answer within %d s; try again later".formatted(host, patience.toSeconds()), e);
        } catch (ExecutionException e) {
            throw failure(host, e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private static FetchException failure(String host, @Nullable Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException e ->
                new FetchException("the host " + host + " did not answer in time; try again later", e);
            case ConnectException e ->
                new FetchException(
                        "the host " + host
                                + " cannot be reached; see whether this machine is connected to the network, and where"
                                + " that takes a proxy, name it:"
                                + " " + JavaOptions.variable() + "=\"-Dhttps.proxyHost=… -Dhttps.proxyPort=…\"",
                        e);
            case SSLException e ->
                new FetchException(
                        "the connection to " + host + " is not secure (" + e.getMessage()
                                + "); nothing was fetched over it",
                        e);
            case null, default -> new BrokenOffException(host, cause);
        };
    }

    @Override
    public void close() {
        client.shutdownNow();
        client.close();
    }
}
