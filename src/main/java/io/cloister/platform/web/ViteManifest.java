package io.cloister.platform.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Knows under which addresses the front end's build put its files; their names change with their content. */
@Component
class ViteManifest {

    private static final Logger log = LoggerFactory.getLogger(ViteManifest.class);
    private static final String BASE = "/assets/";

    private final Map<String, Chunk> chunks;

    ViteManifest() {
        this(new ClassPathResource("static/assets/manifest.json"));
    }

    ViteManifest(Resource manifest) {
        this.chunks = read(manifest);
    }

    /** Addresses of an entry's style sheets, those of what it imports first. */
    List<String> styles(String entry) {
        Set<String> styles = new LinkedHashSet<>();
        collectStyles(scriptKey(entry), styles, new LinkedHashSet<>());
        return styles.stream().map(BASE::concat).toList();
    }

    /** The address of an entry's script, or null where the front end was not built. */
    @Nullable String script(String entry) {
        return address(scriptKey(entry));
    }

    /** The address of a file that is neither script nor style, by its path in the front end's sources. */
    @Nullable String asset(String name) {
        return address(name);
    }

    private static String scriptKey(String entry) {
        return "src/" + entry + ".ts";
    }

    private @Nullable String address(String key) {
        Chunk chunk = chunks.get(key);
        return chunk == null ? null : BASE + chunk.file();
    }

    private void collectStyles(String key, Set<String> styles, Set<String> seen) {
        Chunk chunk = chunks.get(key);
        if (chunk == null || !seen.add(key)) {
            return;
        }
        orEmpty(chunk.imports()).forEach(imported -> collectStyles(imported, styles, seen));
        styles.addAll(orEmpty(chunk.css()));
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }

    private static Map<String, Chunk> read(Resource manifest) {
        if (!manifest.exists()) {
            log.warn(
                    "The front end was not built: pages have neither styles nor scripts. Build without frontend.skip.");
            return Map.of();
        }
        try (InputStream content = manifest.getInputStream()) {
            return JsonMapper.shared().readValue(content, new TypeReference<Map<String, Chunk>>() {});
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The front end's manifest cannot be read; build again", unreadable);
        }
    }

    private record Chunk(
            String file,
            @Nullable List<String> css,
            @Nullable List<String> imports) {}
}
