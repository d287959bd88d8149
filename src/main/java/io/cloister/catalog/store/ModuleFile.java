package io.cloister.catalog.store;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a module, which sentence-transformers keeps in a folder of its own. A model folder of the catalog
 * has no folders, so that {@code 1_Pooling/config.json} lies there as {@code 1_Pooling.config.json}.
 */
public final class ModuleFile {

    private static final Pattern PATH = Pattern.compile("(\\d{1,2}_[A-Za-z]{1,40})/(config\\.json)");

    private ModuleFile() {}

    /**
     * The name in the catalog.
     *
     * @param path within the model's folder, with slashes
     * @return null where it is no such file
     */
    public static @Nullable String flatName(String path) {
        Matcher matcher = PATH.matcher(path);
        return matcher.matches() ? matcher.group(1) + "." + matcher.group(2) : null;
    }
}
