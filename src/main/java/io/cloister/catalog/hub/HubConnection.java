package io.cloister.catalog.hub;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/**
 * HTTP to the hub. Redirects are followed to configured hosts only, and never from https to http; the token is shown to
 * the hub alone. Each read waits for a limited time; an interrupt of a virtual thread ends it.
 */
final class HubConnection {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final int MOST_REDIRECTS = 5;

    private final HubSettings settings;
    private final RestClient http;

    HubConnection(HubSettings settings) {
        this.settings = settings;
        SimpleClientHttpRequestFactory requests = new SimpleClientHttpRequestFactory() {
            @Override
            protected void prepareConnection(HttpURLConnection connection, String method) throws IOException {
                super.prepareConnection(connection, method);
                connection.setInstanceFollowRedirects(false);
            }
        };
        requests.setConnectTimeout(settings.timeout());
        requests.setReadTimeout(settings.timeout());
        this.http = RestClient.builder().requestFactory(requests).build();
    }

    /** What is done with an answer that is no redirect; the answer is closed afterwards. */
    interface Handler<T> {
        T handle(ClientHttpResponse answer) throws IOException;
    }

    /** @param range as the header {@code Range} has it; null for the whole */
    <T> T get(URI address, @Nullable String range, Handler<T> handler) throws IOException {
        URI target = address;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Step<T> step = once(target, range, handler);
            if (step.redirect == null) {
                return Objects.requireNonNull(step.result);
            }
            target = permitted(target, step.redirect);
        }
        throw new IOException("the hub redirects in a circle");
    }

    private record Step<T>(@Nullable T result, @Nullable URI redirect) {}

    private <T> Step<T> once(URI target, @Nullable String range, Handler<T> handler) throws IOException {
        try {
            return Objects.requireNonNull(http.get()
                    .uri(target)
                    .headers(headers -> prepare(headers, target, range))
                    .exchange((_, answer) -> {
                        if (REDIRECTS.contains(answer.getStatusCode().value())) {
                            URI location = answer.getHeaders().getLocation();
                            if (location == null) {
                                throw new IOException("the hub redirects to nowhere");
                            }
                            return new Step<>(null, target.resolve(location));
                        }
                        return new Step<>(handler.handle(answer), null);
                    }));
        } catch (ResourceAccessException e) {
            throw e.getCause() instanceof IOException broken ? broken : new IOException(e);
        }
    }

    private void prepare(HttpHeaders headers, URI target, @Nullable String range) {
        headers.set(HttpHeaders.USER_AGENT, "Cloister");
        headers.set(HttpHeaders.ACCEPT, "*/*");
        headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
        if (range != null) {
            headers.set(HttpHeaders.RANGE, range);
        }
        if (!settings.token().isEmpty() && isHub(target)) {
            headers.setBearerAuth(settings.token());
        }
    }

    private URI permitted(URI from, URI to) throws IOException {
        String scheme = String.valueOf(to.getScheme()).toLowerCase(Locale.ROOT);
        boolean known = scheme.equals("https")
                || (scheme.equals("http") && from.getScheme().equals("http"));
        if (!known || !(isHub(to) || isListed(String.valueOf(to.getHost())))) {
            throw new RedirectRefusedException(String.valueOf(to.getHost()));
        }
        return to;
    }

    private boolean isHub(URI address) {
        URI hub = URI.create(settings.baseUrl());
        return String.valueOf(hub.getScheme()).equalsIgnoreCase(address.getScheme())
                && String.valueOf(hub.getRawAuthority()).equalsIgnoreCase(address.getRawAuthority());
    }

    private boolean isListed(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return settings.redirectHosts().stream()
                .map(listed -> listed.strip().toLowerCase(Locale.ROOT))
                .anyMatch(listed -> lower.equals(listed) || lower.endsWith("." + listed));
    }

    /** The hub sends its client to where it may not go. */
    static final class RedirectRefusedException extends IOException {

        private static final long serialVersionUID = 1L;

        private final String host;

        RedirectRefusedException(String host) {
            super("the hub redirects to " + host);
            this.host = host;
        }

        String host() {
            return host;
        }
    }
}
