package io.cloister.catalog.console;

import java.util.Locale;

/** A short name for a model whose importer gave none. */
final class ModelName {

    private static final int LONGEST = 100;

    private ModelName() {}

    /** After the last part of a path or an address; empty where nothing of it can stand in a name. */
    static String after(String source) {
        String last = source.replaceAll("/+$", "").replaceAll("@[^@]*$", "");
        String name = last.substring(last.lastIndexOf('/') + 1)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\.(zip|tar|tar\\.gz|tgz)$", "")
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("^[^a-z0-9]+", "");
        return name.substring(0, Math.min(LONGEST, name.length()));
    }
}
