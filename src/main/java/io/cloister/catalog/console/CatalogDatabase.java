package io.cloister.catalog.console;

import io.cloister.catalog.ModelDescription;
import io.cloister.catalog.ModelId;
import io.cloister.catalog.intake.ImportTable;
import io.cloister.catalog.store.ModelTable;
import io.cloister.platform.ConsoleDatabase;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The tables of the catalog, for a command. */
final class CatalogDatabase implements AutoCloseable {

    private final ConsoleDatabase database;
    private final Connection connection;
    private final JdbcClient jdbc;

    /** Opens one; closes the database where that fails. */
    CatalogDatabase(ConsoleDatabase database) {
        this.database = database;
        try {
            this.connection = database.connect();
            this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        } catch (SQLException e) {
            database.close();
            throw unreadable(e);
        }
    }

    Connection connection() {
        return connection;
    }

    ModelTable models() {
        return new ModelTable(jdbc);
    }

    ImportTable imports() {
        return new ImportTable(jdbc);
    }

    /** @param idOrName as somebody typed it */
    static ModelDescription require(ModelTable models, String idOrName) {
        return byId(models, idOrName)
                .or(() -> models.all().stream()
                        .filter(model -> model.name().equals(idOrName))
                        .findFirst())
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND,
                        "There is no model '%s'; see them all with ./cloister model list.".formatted(idOrName)));
    }

    private static Optional<ModelDescription> byId(ModelTable models, String id) {
        try {
            return models.find(new ModelId(UUID.fromString(id)));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }

    static Problem unreadable(Exception e) {
        return new Problem(
                ProblemType.UNAVAILABLE,
                e instanceof BadSqlGrammarException
                        ? "The database was last used by an earlier version of Cloister; start this version's portal once, then try again."
                        : "The database cannot be used (%s); check that it runs and that the login may use the schema catalog."
                                .formatted(e.getMessage()),
                e);
    }

    /** Some work with the tables; trouble with the database becomes a sentence. */
    interface Work<T> {
        T with(CatalogDatabase database);
    }

    static <T> T use(ConsoleDatabase opened, Work<T> work) {
        try (CatalogDatabase database = new CatalogDatabase(opened)) {
            return work.with(database);
        } catch (DataAccessException e) {
            throw unreadable(e);
        }
    }

    @Override
    public void close() {
        try (database;
                connection) {
            // Nothing else is open.
        } catch (SQLException e) {
            throw unreadable(e);
        }
    }
}
