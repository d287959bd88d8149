package io.cloister.catalog.hub;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.hub.HubConnection.RedirectRefusedException;
import io.cloister.catalog.store.ByteCount;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/** The one hub that an administrator configured, if any. Nothing is sent anywhere else. */
@Component
public class Hub {

    private static final int LARGEST_ANSWER = 32 << 20;

    private final HubSettings settings;
    private final HubConnection connection;

    Hub(HubSettings settings) {
        this.settings = settings;
        this.connection = new HubConnection(settings);
    }

    /** For people; empty where none is configured. */
    public Optional<String> address() {
        return Optional.of(settings.baseUrl()).filter(address -> !address.isEmpty());
    }

    /** @throws Problem {@code invalid-input} where none is configured */
    public void requireAddress() {
        if (!settings.baseUrl().matches("https?://[^/?#@]+(/[^?#]*)?")) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    settings.baseUrl().isEmpty()
                            ? "No hub is configured, so nothing leaves the house; to open it, set cloister.catalog.hub.base-url to the hub's address."
                            : "cloister.catalog.hub.base-url is no address; set it to the hub's, as in https://hub.example.org.");
        }
    }

    /** The address of a repository, for people and the audit trail. */
    public String addressOf(HubAddress address) {
        return settings.baseUrl() + "/" + address.repository();
    }

    /**
     * Asks for the files of a revision, which fixes the commit.
     *
     * @throws Problem with what the hub's answer means for whoever asked
     */
    public HubListing list(HubAddress address) {
        requireAddress();
        URI question = UriComponentsBuilder.fromUriString(settings.baseUrl())
                .path("/api/models/{owner}/{name}/revision/")
                .pathSegment("{revision}")
                .queryParam("blobs", true)
                .encode()
                .buildAndExpand(address.owner(), address.name(), address.revision())
                .toUri();
        try {
            byte[] answer = Retries.of(
                    settings.retryDelay(),
                    () -> 0,
                    () -> connection.get(question, null, answered -> {
                        HubRefusal.check(answered, address.repository(), address.revision());
                        return content(answered);
                    }));
            return HubAnswer.read(answer, address.repository(), addressOf(address));
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** Bytes of a download that are there already. */
    public static long present(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    /**
     * Fetches every file, or what is missing of it, and compares it with what the hub announced.
     *
     * @param folder may hold what an earlier call fetched of the same listing
     * @throws Problem with what is wrong; the folder keeps what was fetched
     * @throws java.util.concurrent.CancellationException where {@code progress} says so
     */
    public void download(HubListing listing, Path folder, BuildProgress progress) throws IOException {
        ByteCount count = new ByteCount(progress, listing.bytes());
        for (HubFile file : listing.files()) {
            new HubDownload(connection, listing, file, folder, count).run(settings.retryDelay());
        }
    }

    static Problem unreachable(IOException e) {
        return e instanceof RedirectRefusedException refused
                ? new Problem(
                        ProblemType.INVALID_INPUT,
                        "The hub redirects to '%s', which is not permitted; to permit it, add it to cloister.catalog.hub.redirect-hosts."
                                .formatted(refused.host()),
                        e)
                : new Problem(
                        ProblemType.UNAVAILABLE,
                        "The hub does not answer (%s); start the import again and it goes on where it stopped."
                                .formatted(e.getMessage()),
                        e);
    }

    private static byte[] content(ClientHttpResponse answer) throws IOException {
        try (InputStream body = answer.getBody()) {
            byte[] bytes = body.readNBytes(LARGEST_ANSWER + 1);
            if (bytes.length > LARGEST_ANSWER) {
                throw new IOException("its answer does not end");
            }
            return bytes;
        }
    }
}
