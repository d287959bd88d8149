package io.cloister.knowledge.intake;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import io.cloister.access.PersonId;
import io.cloister.knowledge.DocumentId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that a job carries: which file, and in whose name it is worked on. Stored as two ids with a blank between. */
record Ticket(DocumentId document, PersonId person) {

    static final Serializer SERIALIZER = new Serializer() {
        @Override
        public byte @Nullable [] serialize(@Nullable Object data) {
            return data == null ? null : data.toString().getBytes(StandardCharsets.US_ASCII);
        }

        @Override
        public <T> @Nullable T deserialize(Class<T> type, byte @Nullable [] stored) {
            return stored == null || type != Ticket.class
                    ? null
                    : type.cast(parse(new String(stored, StandardCharsets.US_ASCII)));
        }
    };

    private static Ticket parse(String text) {
        String[] ids = text.split(" ", 2);
        return new Ticket(new DocumentId(UUID.fromString(ids[0])), new PersonId(UUID.fromString(ids[1])));
    }

    @Override
    public String toString() {
        return document.value() + " " + person.value();
    }
}
