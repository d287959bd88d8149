package io.cloister.portal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's visit to the portal without a browser, with a session of its own. */
public final class HttpVisit {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern TOKEN = Pattern.compile("<meta name=\"_csrf\" content=\"([^\"]+)\"");

    private final URI portal;
    private String token = "";
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    public HttpVisit(URI portal) {
        this.portal = portal;
    }

    public HttpResponse<String> signIn(String username, String password) {
        HttpResponse<String> answer = postForm("/login", Map.of("username", username, "password", password));
        token = ""; // it changes with the session
        return answer;
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public JsonNode json(String path) {
        return JSON.readTree(get(path).body());
    }

    public HttpResponse<String> post(String path, Object body) {
        return post(path, "application/json", body);
    }

    /** A question, answered as a stream; returns all of it. */
    String stream(String path, Object body) {
        return post(path, "text/event-stream", body).body();
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).header("X-CSRF-TOKEN", token()).DELETE());
    }

    public HttpResponse<String> patch(String path, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", token())
                .method("PATCH", BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    /** Sends bytes as they are. */
    public HttpResponse<String> put(String path, byte[] content, Map<String, String> headers) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/octet-stream")
                .header("X-CSRF-TOKEN", token())
                .PUT(BodyPublishers.ofByteArray(content));
        headers.forEach(request::setHeader);
        return send(request);
    }

    /** Sends the beginning of a body that was announced to be longer, and breaks the connection. */
    public void putAndBreak(String path, byte[] beginning, long announced) {
        InputStream closed = InputStream.nullInputStream();
        try {
            closed.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        BodyPublisher broken = BodyPublishers.fromPublisher(
                BodyPublishers.concat(
                        BodyPublishers.ofByteArray(beginning), BodyPublishers.ofInputStream(() -> closed)),
                announced);
        try {
            send(request(path)
                    .header("Content-Type", "application/octet-stream")
                    .header("X-CSRF-TOKEN", token())
                    .PUT(broken));
            throw new IllegalStateException("the connection did not break");
        } catch (UncheckedIOException onPurpose) {
            return;
        }
    }

    HttpResponse<String> postForm(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-CSRF-TOKEN", token())
                .POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> upload(String path, String fileName, byte[] content) {
        String boundary = "----cloister-test";
        String head = "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
                .formatted(boundary, fileName);
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(head),
                BodyPublishers.ofByteArray(content),
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return send(request(path)
                .header("X-CSRF-TOKEN", token())
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(body));
    }

    /** Starts a conversation and returns its id. */
    String converse() {
        return JSON.readTree(post("/api/conversations", Map.of("title", "A question"))
                        .body())
                .path("id")
                .asString();
    }

    /** Asks in a conversation of its own. */
    HttpResponse<String> ask(String question) {
        return post("/api/conversations/" + converse() + "/messages", Map.of("text", question));
    }

    private HttpResponse<String> post(String path, String accept, Object body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Accept", accept)
                .header("X-CSRF-TOKEN", token())
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private String token() {
        if (token.isEmpty()) {
            Matcher found = TOKEN.matcher(get("/login").body());
            token = found.find() ? found.group(1) : "";
        }
        return token;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(portal.resolve(path)).timeout(Duration.ofMinutes(2));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
