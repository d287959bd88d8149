package io.cloister.catalog.hub;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;

/** What it means when a hub says no. */
final class HubRefusal {

    private HubRefusal() {}

    /**
     * @throws Problem where another try would end the same way
     * @throws IOException where it may not
     */
    static void check(ClientHttpResponse answer, String repository, String revision) throws IOException {
        int status = answer.getStatusCode().value();
        if (answer.getStatusCode().is2xxSuccessful()) {
            return;
        }
        if (status == 429 || status == 408 || status >= 500) {
            throw new IOException("it answers with status " + status);
        }
        throw new Problem(ProblemType.INVALID_INPUT, sentence(status, answer.getHeaders(), repository, revision));
    }

    private static String sentence(int status, HttpHeaders headers, String repository, String revision) {
        String code = String.valueOf(headers.getFirst("X-Error-Code"));
        if (code.equals("RevisionNotFound")) {
            return "The hub's %s has no revision '%s'; choose a branch, a tag or a commit of it."
                    .formatted(repository, revision);
        }
        if (code.equals("GatedRepo")) {
            return "The hub gives %s only to those who accepted its terms; do so there, and set cloister.catalog.hub.token."
                    .formatted(repository);
        }
        return switch (status) {
            case 401, 403 ->
                "The hub does not give %s to this installation; check the name, and set cloister.catalog.hub.token if it is not public."
                        .formatted(repository);
            case 404 ->
                "The hub has no %s at revision '%s'; check the name and the revision.".formatted(repository, revision);
            default ->
                "The hub refused the request for %s (status %d); check cloister.catalog.hub.base-url."
                        .formatted(repository, status);
        };
    }
}
