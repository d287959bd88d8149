package io.cloister.platform.persistence;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where an installation keeps its data.
 *
 * @param data the data directory, relative to the working directory
 * @param pgvector files of the extension for the embedded server
 * @param binaries of the embedded server
 * @param migrations modules with tables, each after those whose tables it refers to
 */
@ConfigurationProperties("cloister")
record DatabaseSettings(
        @DefaultValue("data") Path data,
        @Nullable Path pgvector,
        @Nullable Path binaries,
        @DefaultValue List<String> migrations) {

    @Override
    public Path pgvector() {
        return pgvector == null ? UserCache.pgvector() : pgvector;
    }

    @Override
    public Path binaries() {
        return binaries == null ? UserCache.binaries() : binaries;
    }
}
