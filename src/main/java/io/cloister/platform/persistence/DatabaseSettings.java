package io.cloister.platform.persistence;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where an installation keeps its data.
 *
 * @param data the data directory, relative to the working directory
 * @param pgvector where the launcher put pgvector for the embedded server
 * @param binaries where the embedded server's binaries are unpacked, once for each version
 * @param migrations modules with tables, each after those whose tables it refers to
 */
@ConfigurationProperties("cloister")
record DatabaseSettings(
        @DefaultValue("data") Path data,

        @DefaultValue("${user.home}/.cache/cloister/pgvector-0.8.0-pg15")
        Path pgvector,

        @DefaultValue("${user.home}/.cache/cloister/postgres")
        Path binaries,

        @DefaultValue List<String> migrations) {}
