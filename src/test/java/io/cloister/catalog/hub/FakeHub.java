package io.cloister.catalog.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A hub on loopback that speaks the Hugging Face protocol, and misbehaves on request. */
public final class FakeHub implements AutoCloseable {

    public static final String TOKEN = "hf_secret";
    public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Map<String, Map<String, byte[]>> repositories = new ConcurrentHashMap<>();
    private final Map<String, Fault> faults = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** What goes wrong with a file; null stands for what does not. */
    private record Fault(
            int breakAfter,
            boolean always,
            boolean corrupt,
            @Nullable URI redirect,
            @Nullable CountDownLatch stalled,
            @Nullable CountDownLatch released) {}

    public FakeHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    public String address() {
        return "http://127.0.0.1:" + port();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** A repository with the files of a folder. */
    public void publish(String repository, Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path file : entries.toList()) {
                files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
            }
        }
        repositories.put(repository, files);
    }

    public void add(String repository, String path, byte[] content) {
        repositories.computeIfAbsent(repository, _ -> new TreeMap<>()).put(path, content);
    }

    /** Closes the connection in the middle of a file, once or always. */
    public void breakAfter(String path, int bytes, boolean always) {
        faults.put(path, new Fault(bytes, always, false, null, null, null));
    }

    /** Sends other content of the same length. */
    public void corrupt(String path) {
        faults.put(path, new Fault(-1, true, true, null, null, null));
    }

    public void redirect(String path, URI target) {
        faults.put(path, new Fault(-1, true, false, target, null, null));
    }

    /** Sends a little of a file and then nothing until it is closed. */
    public Stall stall(String path) {
        CountDownLatch stalled = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        faults.put(path, new Fault(10, true, false, null, stalled, released));
        return new Stall(stalled, released);
    }

    /** A file that does not come to its end. */
    public record Stall(CountDownLatch stalled, CountDownLatch released) implements AutoCloseable {

        public void awaitReached() throws InterruptedException {
            if (!stalled.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("nobody asked for the file");
            }
        }

        @Override
        public void close() {
            released.countDown();
        }
    }

    public void heal() {
        faults.clear();
        requests.clear();
    }

    /** Path, with the range and whether the token was sent: {@code /a/b/resolve/… bytes=5- token}. */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        String range = exchange.getRequestHeaders().getFirst("Range");
        boolean token = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        requests.add(path + (range == null ? "" : " " + range) + (token ? " token" : ""));
        List<String> parts = List.of(path.substring(1).split("/", -1));
        if (path.startsWith("/api/models/")) {
            list(exchange, parts.get(2) + "/" + parts.get(3), parts.get(5));
        } else if (path.startsWith("/cdn/")) {
            file(
                    exchange,
                    parts.get(1) + "/" + parts.get(2),
                    String.join("/", parts.subList(3, parts.size())),
                    range,
                    null);
        } else {
            String file = String.join("/", parts.subList(4, parts.size()));
            file(exchange, parts.get(0) + "/" + parts.get(1), file, range, faults.get(file));
        }
    }

    private void list(HttpExchange exchange, String repository, String revision) throws IOException {
        Map<String, byte[]> files = repositories.get(repository);
        if (files == null) {
            refuse(exchange, 401, "RepoNotFound");
        } else if (repository.endsWith("/gated")) {
            refuse(exchange, 403, "GatedRepo");
        } else if (!List.of("main", COMMIT).contains(revision)) {
            refuse(exchange, 404, "RevisionNotFound");
        } else {
            List<Map<String, Object>> siblings = files.entrySet().stream()
                    .map(file -> sibling(file.getKey(), file.getValue()))
                    .toList();
            send(exchange, 200, JSON.writeValueAsBytes(Map.of("id", repository, "sha", COMMIT, "siblings", siblings)));
        }
    }

    private static Map<String, Object> sibling(String path, byte[] content) {
        Map<String, Object> sibling = new TreeMap<>(Map.of("rfilename", path, "size", content.length));
        if (path.endsWith(".safetensors") || path.contains(".onnx")) {
            sibling.put("lfs", Map.of("sha256", hex("SHA-256", content), "size", content.length, "pointerSize", 130));
            sibling.put("blobId", "f".repeat(40));
        } else {
            sibling.put("blobId", blob(content));
        }
        return sibling;
    }

    static String blob(byte[] content) {
        byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return hex("SHA-1", all);
    }

    private void file(
            HttpExchange exchange, String repository, String path, @Nullable String range, @Nullable Fault fault)
            throws IOException {
        byte[] content = repositories.getOrDefault(repository, Map.of()).get(path);
        if (content == null) {
            refuse(exchange, 404, "EntryNotFound");
            return;
        }
        if (fault != null && fault.redirect != null) {
            exchange.getResponseHeaders().add("Location", fault.redirect.toString());
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
            return;
        }
        byte[] sent = fault != null && fault.corrupt ? new byte[content.length] : content;
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        if (range != null) {
            exchange.getResponseHeaders()
                    .add("Content-Range", "bytes %d-%d/%d".formatted(from, sent.length - 1, sent.length));
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, sent.length - from == 0 ? -1 : sent.length - from);
        if (fault == null || fault.breakAfter < 0) {
            exchange.getResponseBody().write(sent, from, sent.length - from);
            exchange.close();
            return;
        }
        if (!fault.always) {
            faults.remove(path);
        }
        exchange.getResponseBody().write(sent, from, Math.min(fault.breakAfter, sent.length - from));
        exchange.getResponseBody().flush();
        waitWhere(fault);
        exchange.close();
    }

    private static void waitWhere(Fault fault) {
        if (fault.stalled != null && fault.released != null) {
            fault.stalled.countDown();
            try {
                var _ = fault.released.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getResponseHeaders().add("X-Error-Code", code);
        send(exchange, status, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String hex(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
