package io.cloister.catalog.hub;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code cloister.catalog.hub}.
 *
 * @param baseUrl address of the hub, {@code https://huggingface.co} or a mirror in the house; empty for none, and then
 *     nothing is ever fetched
 * @param token sent to the hub itself, and to no other host; empty for none
 * @param redirectHosts hosts, with all below them, to which the hub may redirect; its own always
 * @param timeout for a connection, and for each pause within an answer
 * @param retryDelay before the first further try after a broken connection; doubled before each next
 */
@ConfigurationProperties("cloister.catalog.hub")
record HubSettings(
        @DefaultValue("") String baseUrl,
        @DefaultValue("") String token,
        @DefaultValue List<String> redirectHosts,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("1s") Duration retryDelay) {

    /** Without a slash at its end. */
    @Override
    public String baseUrl() {
        return baseUrl.strip().replaceAll("/+$", "");
    }

    @Override
    public String toString() {
        return "HubSettings[baseUrl=%s]".formatted(baseUrl);
    }
}
