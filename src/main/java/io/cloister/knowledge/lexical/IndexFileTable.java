package io.cloister.knowledge.lexical;

import com.fasterxml.uuid.Generators;
import io.cloister.access.DepartmentId;
import io.cloister.knowledge.CollectionId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Files of indexes as rows, as row-level security shows them. Works in the caller's transaction. */
@Component
class IndexFileTable {

    /** Bytes of a part: what is held in memory at a time on the way to and from the database. */
    private static final int PART = 1 << 20;

    private final JdbcClient jdbc;

    IndexFileTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The states of those indexes that exist and may be read. */
    Map<CollectionId, UUID> states(Set<CollectionId> collections) {
        Map<CollectionId, UUID> states = new HashMap<>();
        jdbc.sql("SELECT collection_id, state FROM knowledge.word_index WHERE collection_id = ANY (:ids)")
                .param(
                        "ids",
                        new SqlArrayValue(
                                "uuid",
                                collections.stream().map(CollectionId::value).toArray()))
                .query(row -> {
                    states.put(
                            new CollectionId(row.getObject("collection_id", UUID.class)),
                            row.getObject("state", UUID.class));
                });
        return states;
    }

    /** Takes the turn of a writer, until the end of the transaction; begins the index where there is none. */
    void lock(CollectionId collection, DepartmentId department) {
        jdbc.sql("""
                        INSERT INTO knowledge.word_index (collection_id, department_id, state)
                        VALUES (:collection, :department, gen_random_uuid()) ON CONFLICT (collection_id) DO NOTHING
                        """)
                .param("collection", collection.value())
                .param("department", department.value())
                .update();
        jdbc.sql("UPDATE knowledge.word_index SET state = gen_random_uuid() WHERE collection_id = :collection")
                .param("collection", collection.value())
                .update();
    }

    List<IndexFile> list(CollectionId collection) {
        return jdbc.sql("SELECT id, name, length FROM knowledge.word_index_file WHERE collection_id = :collection")
                .param("collection", collection.value())
                .query((row, number) ->
                        new IndexFile(row.getObject("id", UUID.class), row.getString("name"), row.getLong("length")))
                .list();
    }

    /** @return bytes that were written; fewer than the file's length where it was dropped meanwhile */
    long read(IndexFile file, OutputStream target) {
        long[] written = {0};
        jdbc.sql("SELECT content FROM knowledge.word_index_part WHERE file_id = :file ORDER BY ordinal")
                .param("file", file.id())
                .withFetchSize(4)
                .query(row -> {
                    byte[] part = row.getBytes("content");
                    try {
                        target.write(part);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    written[0] += part.length;
                });
        return written[0];
    }

    IndexFile insert(CollectionId collection, DepartmentId department, String name, byte[] content) {
        var file = new IndexFile(Generators.timeBasedEpochGenerator().generate(), name, content.length);
        jdbc.sql("""
                        INSERT INTO knowledge.word_index_file (id, collection_id, department_id, name, length)
                        VALUES (:id, :collection, :department, :name, :length)
                        """)
                .param("id", file.id())
                .param("collection", collection.value())
                .param("department", department.value())
                .param("name", name)
                .param("length", file.length())
                .update();
        for (int from = 0, ordinal = 0; from < content.length; from += PART, ordinal++) {
            jdbc.sql("""
                            INSERT INTO knowledge.word_index_part (file_id, collection_id, department_id, ordinal, content)
                            VALUES (:file, :collection, :department, :ordinal, :content)
                            """)
                    .param("file", file.id())
                    .param("collection", collection.value())
                    .param("department", department.value())
                    .param("ordinal", ordinal)
                    .param("content", Arrays.copyOfRange(content, from, Math.min(content.length, from + PART)))
                    .update();
        }
        return file;
    }

    void delete(Collection<IndexFile> files) {
        jdbc.sql("DELETE FROM knowledge.word_index_file WHERE id = ANY (:ids)")
                .param(
                        "ids",
                        new SqlArrayValue(
                                "uuid", files.stream().map(IndexFile::id).toArray()))
                .update();
    }
}
