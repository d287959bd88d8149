package io.cloister.platform.persistence;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.stereotype.Component;

/**
 * Brings each module's tables up to date from its own folder, with a history of its own, in the configured order. The
 * order is written down and not worked out from the classes, which would take longer than everything else at start.
 */
@Component
class ModuleMigrations implements FlywayMigrationStrategy {

    private static final String FOLDER = "classpath:db/migration/";

    private final DatabaseSettings settings;

    ModuleMigrations(DatabaseSettings settings) {
        this.settings = settings;
    }

    @Override
    public void migrate(Flyway flyway) {
        migrate(flyway, "__root", flyway.getConfiguration().getTable());
        for (String module : settings.migrations()) {
            migrate(flyway, module, flyway.getConfiguration().getTable() + "_" + module);
        }
    }

    private static void migrate(Flyway flyway, String folder, String history) {
        Flyway.configure()
                .configuration(flyway.getConfiguration())
                .locations(FOLDER + folder)
                .table(history)
                // The schemas of the modules before it are there already.
                .baselineOnMigrate(true)
                .baselineVersion(MigrationVersion.fromVersion("0"))
                .load()
                .migrate();
    }
}
