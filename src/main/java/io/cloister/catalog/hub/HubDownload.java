package io.cloister.catalog.hub;

import io.cloister.catalog.store.ByteCount;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.web.util.UriUtils;

/** Fetches one file. What is there of it is not asked for again; it gets its name only when it was found to be right. */
final class HubDownload {

    private static final int BUFFER = 1 << 17;
    private static final int PARTIAL_CONTENT = 206;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final HubConnection connection;
    private final HubListing listing;
    private final HubFile file;
    private final Path whole;
    private final Path part;
    private final ByteCount count;
    private long received;

    HubDownload(HubConnection connection, HubListing listing, HubFile file, Path folder, ByteCount count) {
        this.connection = connection;
        this.listing = listing;
        this.file = file;
        this.whole = folder.resolve(file.name());
        this.part = folder.resolve(file.name() + ".part");
        this.count = count;
    }

    void run(Duration retryDelay) throws IOException {
        if (Files.exists(whole)) {
            count.add(file.bytes());
            return;
        }
        count.add(present());
        if (!Files.exists(part) || present() != file.bytes()) {
            fetch(retryDelay);
        }
        if (!file.digest().fits(part)) {
            Files.delete(part);
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The file '%s' is not the one that the hub announced: its digest differs; start the import again, and tell the hub's operator if it happens twice."
                            .formatted(file.path()));
        }
        Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE);
    }

    private void fetch(Duration retryDelay) {
        URI address = URI.create(listing.repository() + "/resolve/" + listing.commit() + "/"
                + UriUtils.encodePath(file.path(), StandardCharsets.UTF_8));
        try {
            Retries.of(retryDelay, () -> received, () -> {
                long from = present();
                return connection.get(address, from == 0 ? null : "bytes=" + from + "-", this::receive);
            });
        } catch (IOException e) {
            throw Hub.unreachable(e);
        }
    }

    private Path receive(ClientHttpResponse answer) throws IOException {
        int status = answer.getStatusCode().value();
        long from = present();
        boolean continued = status == PARTIAL_CONTENT
                && String.valueOf(answer.getHeaders().getFirst(HttpHeaders.CONTENT_RANGE))
                        .startsWith("bytes %d-".formatted(from));
        if (!continued && from > 0) {
            startAnew(from);
        }
        if (status == RANGE_NOT_SATISFIABLE || (status == PARTIAL_CONTENT && !continued)) {
            throw new IOException("it sends another part than it was asked for");
        }
        HubRefusal.check(answer, listing.repository(), listing.commit());
        append(answer.getBody(), continued ? from : 0);
        return part;
    }

    private void append(InputStream body, long from) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = from;
        try (InputStream in = body;
                OutputStream out = write()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                received += read;
                if (size > file.bytes()) {
                    throw new Problem(
                            ProblemType.INVALID_INPUT,
                            "The hub sends more of '%s' than it announced; tell the hub's operator."
                                    .formatted(file.path()));
                }
                write(out, buffer, read);
                count.add(read);
            }
        }
        if (size < file.bytes()) {
            throw new IOException("its answer ends early");
        }
    }

    /** A full disk is no broken connection, and trying again does not help. */
    private OutputStream write() {
        try {
            return Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(OutputStream out, byte[] buffer, int length) {
        try {
            out.write(buffer, 0, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void startAnew(long present) throws IOException {
        Files.deleteIfExists(part);
        count.add(-present);
    }

    private long present() throws IOException {
        return Files.exists(part) ? Files.size(part) : 0;
    }
}
