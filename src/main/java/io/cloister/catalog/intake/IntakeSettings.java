package io.cloister.catalog.intake;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code cloister.catalog}.
 *
 * @param maxModelSize most bytes that an archive may unpack to
 * @param reserve space on the disk of the data directory that models leave free, for the database beside them
 */
@ConfigurationProperties("cloister.catalog")
record IntakeSettings(
        @DefaultValue("500GB") DataSize maxModelSize,
        @DefaultValue("1GB") DataSize reserve) {}
