package io.cloister.knowledge.retrieval;

import io.cloister.access.DepartmentId;
import io.cloister.access.PersonId;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.lexical.IndexedPassage;
import io.cloister.knowledge.lexical.PreparedWords;
import io.cloister.knowledge.lexical.WordIndexes;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills a temporary installation with the passages of many departments, past the program's own way in, which would take
 * days: as the owner of the tables, whom row-level security does not hold for the while.
 */
final class BenchHouse implements AutoCloseable {

    private static final int PASSAGES_OF_A_DOCUMENT = 100;
    private static final String DIGEST = "0".repeat(64);

    private final ApplicationContext application;
    private final Connection owner;

    BenchHouse(ApplicationContext application) throws SQLException {
        this.application = application;
        FlywayConnectionDetails details = application.getBean(FlywayConnectionDetails.class);
        this.owner = DriverManager.getConnection(details.getJdbcUrl(), details.getUsername(), details.getPassword());
        for (String table : List.of("collection", "document", "chunk", "chunk_vector")) {
            execute("ALTER TABLE knowledge.%s NO FORCE ROW LEVEL SECURITY".formatted(table));
        }
        execute("SET maintenance_work_mem = '2GB'");
    }

    /** @param manager who also reads it */
    record Department(DepartmentId id, CollectionId collection, PersonId manager, int passages) {}

    Department department(int number, int passages) throws SQLException {
        var department = new Department(
                new DepartmentId(id(1, number)),
                new CollectionId(id(2, number)),
                new PersonId(id(3, number)),
                passages);
        execute("""
                INSERT INTO access.department VALUES ('%1$s', 'Department %4$d');
                INSERT INTO access.person (id, username, name, password, department_id)
                VALUES ('%3$s', 'reader%4$d', 'Reader', '{noop}-', '%1$s');
                INSERT INTO access.person_role VALUES ('%3$s', 'EMPLOYEE'), ('%3$s', 'DEPARTMENT_MANAGER');
                INSERT INTO access.grant_entry VALUES ('COLLECTION', '%2$s', 'DEPARTMENT', '%1$s', now());
                INSERT INTO knowledge.collection (id, name, department_id, created_at)
                VALUES ('%2$s', 'Collection', '%1$s', now());
                INSERT INTO knowledge.document (id, collection_id, department_id, title, file_name, media_type, bytes,
                    sha256, uploaded_by, uploaded_at, lineage)
                SELECT d.id, '%2$s', '%1$s', 'Document ' || n, 'f', 'text/plain', 1, lpad(to_hex(n), 64, '0'), '%3$s',
                    now(), d.id
                FROM generate_series(0, %6$d) n, uuid('%5$s' || lpad(to_hex(n), 12, '0')) AS d (id)
                """.formatted(
                        department.id().value(),
                        department.collection().value(),
                        department.manager().value(),
                        number,
                        id(4, number).toString().substring(0, 24),
                        passages / PASSAGES_OF_A_DOCUMENT));
        return department;
    }

    /** Somebody who may read all of them. */
    PersonId wholeHouse(List<Department> departments) throws SQLException {
        PersonId reader = new PersonId(id(5, 0));
        execute("""
                INSERT INTO access.person (id, username, name, password, department_id)
                VALUES ('%1$s', 'everywhere', 'Reader', '{noop}-', '%2$s');
                INSERT INTO access.person_role VALUES ('%1$s', 'EMPLOYEE');
                INSERT INTO access.grant_entry
                SELECT 'COLLECTION', id, 'PERSON', '%1$s', now() FROM knowledge.collection ON CONFLICT DO NOTHING
                """.formatted(reader.value(), departments.getFirst().id().value()));
        return reader;
    }

    void texts(List<Department> departments) throws SQLException, IOException {
        try (BinaryCopy copy = new BinaryCopy(
                owner,
                "knowledge.chunk (id, document_id, collection_id, department_id, ordinal, start_offset, end_offset, text, sha256)")) {
            forEach(departments, (department, number, within) -> {
                String text = BenchCorpus.passage(number);
                copy.row(
                        passage(number),
                        document(department, within),
                        department.collection().value(),
                        department.id().value(),
                        within % PASSAGES_OF_A_DOCUMENT,
                        0,
                        text.length(),
                        text,
                        DIGEST);
            });
        }
    }

    /** Vectors of one space, and then its index: made at once, as one is after a large move. */
    void vectors(List<Department> departments, EmbeddingSpace space) throws SQLException, IOException {
        execute("DROP INDEX knowledge.chunk_vector_%d_nearest".formatted(space.id()));
        try (BinaryCopy copy = new BinaryCopy(
                owner, "knowledge.chunk_vector (chunk_id, space, collection_id, department_id, embedding)")) {
            forEach(
                    departments,
                    (department, number, within) -> copy.row(
                            passage(number),
                            space.id(),
                            department.collection().value(),
                            department.id().value(),
                            BenchCorpus.vector(space.id(), number)));
        }
    }

    void vectorIndex(EmbeddingSpace space) throws SQLException {
        execute(
                "CREATE INDEX chunk_vector_%1$d_nearest ON knowledge.chunk_vector_%1$d USING hnsw ((embedding::halfvec(%2$d)) halfvec_cosine_ops)"
                        .formatted(space.id(), space.dimensions()));
    }

    void words(List<Department> departments) throws SQLException {
        long number = 0;
        for (Department department : departments) {
            List<IndexedPassage> passages = new ArrayList<>();
            for (int within = 0; within < department.passages(); within++) {
                passages.add(new IndexedPassage(passage(number), "", BenchCorpus.passage(number)));
                number++;
            }
            PreparedWords words = PreparedWords.of(new DocumentId(document(department, 0)), "en", passages);
            BenchReader.as(department.manager(), () -> {
                application
                        .getBean(TransactionTemplate.class)
                        .executeWithoutResult(status -> application
                                .getBean(WordIndexes.class)
                                .add(department.collection(), department.id(), words));
                return words;
            });
        }
        execute("VACUUM ANALYZE");
    }

    long bytes(String expression) throws SQLException {
        try (var statement = owner.createStatement();
                var rows = statement.executeQuery("SELECT coalesce(%s, 0)".formatted(expression))) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @FunctionalInterface
    private interface Row {
        void write(Department department, long number, int within) throws SQLException, IOException;
    }

    private static void forEach(List<Department> departments, Row row) throws SQLException, IOException {
        long number = 0;
        for (Department department : departments) {
            for (int within = 0; within < department.passages(); within++) {
                row.write(department, number++, within);
            }
        }
    }

    static UUID passage(long number) {
        return new UUID(6, number);
    }

    /** Those of a department are numbered on from its own id. */
    private static UUID document(Department department, int within) {
        return new UUID(4, department.id().value().getLeastSignificantBits() + within / PASSAGES_OF_A_DOCUMENT);
    }

    private static UUID id(int kind, int number) {
        return new UUID(kind, (long) number << 48);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
