package io.cloister.audit.web;

import io.cloister.audit.AuditRecord;
import io.cloister.audit.NameDirectory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks every module for the names of what the trail knows by id. What has no name any more is shown by its id. */
@Component
class KnownNames {

    private final List<NameDirectory> directories;

    KnownNames(ObjectProvider<NameDirectory> directories) {
        this.directories = directories.orderedStream().toList();
    }

    Map<UUID, String> of(Iterable<AuditRecord> records) {
        Set<UUID> ids = new HashSet<>();
        for (AuditRecord event : records) {
            Consumer<@Nullable UUID> take = id -> {
                if (id != null) {
                    ids.add(id);
                }
            };
            take.accept(event.actorId());
            take.accept(event.actorDepartment());
            take.accept(event.targetId());
            take.accept(event.targetDepartment());
            collect(event.fields().values(), ids);
        }
        Map<UUID, String> names = new HashMap<>();
        directories.forEach(directory -> names.putAll(directory.namesOf(ids)));
        return names;
    }

    private static void collect(Object value, Set<UUID> ids) {
        switch (value) {
            case Map<?, ?> map -> map.values().forEach(one -> collect(one, ids));
            case Iterable<?> many -> many.forEach(one -> collect(one, ids));
            default -> {
                UUID id = asId(value);
                if (id != null) {
                    ids.add(id);
                }
            }
        }
    }

    static @Nullable UUID asId(@Nullable Object value) {
        if (value instanceof UUID id) {
            return id;
        }
        if (value instanceof String text && text.length() == 36) {
            try {
                return UUID.fromString(text);
            } catch (IllegalArgumentException notAnId) {
                return null;
            }
        }
        return null;
    }
}
