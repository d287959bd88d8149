package io.cloister.knowledge.retrieval;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table, in PostgreSQL's binary form of COPY (documentation of COPY, "Binary Format"). */
final class BinaryCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final int FLUSH = 1 << 20;

    private final CopyIn copy;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    /** @param columns the table and its columns */
    BinaryCopy(Connection connection, String columns) throws SQLException, IOException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("COPY " + columns + " FROM STDIN (FORMAT binary)");
        out.write(SIGNATURE);
        out.writeInt(0);
        out.writeInt(0);
    }

    void row(Object... values) throws SQLException, IOException {
        out.writeShort(values.length);
        for (Object value : values) {
            write(value);
        }
        if (bytes.size() > FLUSH) {
            flush();
        }
    }

    private void write(Object value) throws IOException {
        switch (value) {
            case UUID id -> {
                out.writeInt(16);
                out.writeLong(id.getMostSignificantBits());
                out.writeLong(id.getLeastSignificantBits());
            }
            case Integer number -> {
                out.writeInt(4);
                out.writeInt(number);
            }
            case String text -> {
                byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(encoded.length);
                out.write(encoded);
            }
            case float[] vector -> {
                // As pgvector sends a halfvec: how many, nothing, then numbers of 16 bits.
                out.writeInt(4 + 2 * vector.length);
                out.writeShort(vector.length);
                out.writeShort(0);
                for (float number : vector) {
                    out.writeShort(Float.floatToFloat16(number));
                }
            }
            default -> throw new IllegalArgumentException("no binary form for " + value.getClass());
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(bytes.toByteArray(), 0, bytes.size());
        bytes.reset();
    }

    @Override
    public void close() throws SQLException, IOException {
        out.writeShort(-1);
        flush();
        copy.endCopy();
    }
}
