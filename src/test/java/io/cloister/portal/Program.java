package io.cloister.portal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that has nothing but a key. */
record Program(URI portal, String key) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    HttpResponse<String> get(String path) {
        return send(request(path).GET(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, Object body) {
        return send(request(path).POST(BodyPublishers.ofString(text(body))), BodyHandlers.ofString());
    }

    /** The stream of events as it comes; closing it breaks the connection. */
    HttpResponse<InputStream> open(String path, Object body) {
        return send(request(path).POST(BodyPublishers.ofString(text(body))), BodyHandlers.ofInputStream());
    }

    /** Breaks the connection as soon as the answer begins; returns the receipt. */
    String leaveInTheMiddle(String path, Object body) {
        byte[] content = text(body).getBytes(StandardCharsets.UTF_8);
        try (Socket line = new Socket(portal.getHost(), portal.getPort())) {
            line.setSoLinger(true, 0);
            line.getOutputStream()
                    .write("POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n"
                            .formatted(path, key, content.length)
                            .getBytes(StandardCharsets.US_ASCII));
            line.getOutputStream().write(content);
            var answer = new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8));
            String receipt = "";
            String read = answer.readLine();
            while (read != null && !read.startsWith("data:")) {
                receipt = read.startsWith("Audit-Receipt: ") ? read.substring("Audit-Receipt: ".length()) : receipt;
                read = answer.readLine();
            }
            return receipt;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode json(String path, Object body) {
        return JSON.readTree(post(path, body).body());
    }

    /** Sends a request that carries what the caller puts on it, and no key. */
    HttpResponse<String> bare(String path, Map<String, String> headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(portal.resolve(path)).GET();
        headers.forEach(request::header);
        return send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(portal.resolve(path))
                .timeout(Duration.ofMinutes(2))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key);
    }

    private static String text(Object body) {
        return body instanceof String text ? text : JSON.writeValueAsString(body);
    }

    private static <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> handler) {
        try {
            return CLIENT.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
