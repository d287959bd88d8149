package io.cloister.catalog.archive;

import io.cloister.catalog.store.FileName;
import io.cloister.catalog.store.ModuleFile;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry belongs.
 *
 * @param folder null for the top
 */
record EntryName(@Nullable String folder, String file) {

    static boolean leadsElsewhere(String name) {
        return name.startsWith("/")
                || name.indexOf('\\') >= 0
                || name.indexOf('\0') >= 0
                || name.matches("[A-Za-z]:.*")
                || Arrays.asList(name.split("/")).contains("..");
    }

    /** Null for what lies deeper than one folder and is no module's, and what is hidden. */
    static @Nullable EntryName of(String name) {
        List<String> parts = Arrays.stream(name.split("/"))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        int size = parts.size();
        String module = size < 2 ? null : ModuleFile.flatName(parts.get(size - 2) + "/" + parts.getLast());
        if (module != null) {
            parts = Stream.concat(parts.stream().limit(size - 2), Stream.of(module))
                    .toList();
        }
        if (parts.isEmpty()
                || parts.size() > 2
                || parts.stream().anyMatch(part -> part.startsWith(".") || part.equals("__MACOSX"))) {
            return null;
        }
        FileName.check(parts.getFirst());
        return new EntryName(parts.size() == 1 ? null : parts.getFirst(), FileName.check(parts.getLast()));
    }
}
