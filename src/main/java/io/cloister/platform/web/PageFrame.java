package io.cloister.platform.web;

import io.cloister.platform.ActorBadge;
import io.cloister.platform.PageNotice;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/**
 * What the layout needs to know around the content of one page.
 *
 * @param theme {@code light}, {@code dark}, or null to follow the system
 * @param badge who is signed in; null on open pages and where it cannot be told
 */
record PageFrame(
        List<Link> navigation,
        @Nullable ActorBadge badge,
        @Nullable String theme,
        Locale locale,
        ViteManifest assets,
        ScriptTexts scriptTexts,
        MessageSource messages) {

    private static final String SHARED = "shared/page";

    /** @param current whether the page belongs to this entry */
    record Link(String labelKey, String path, String icon, boolean current) {}

    public List<String> styles(@Nullable String entry) {
        return entries(entry)
                .flatMap(one -> assets.styles(one).stream())
                .distinct()
                .toList();
    }

    public List<String> scripts(@Nullable String entry) {
        return entries(entry).map(assets::script).filter(Objects::nonNull).toList();
    }

    public String icons() {
        return Objects.requireNonNullElse(assets.asset("icons.svg"), "");
    }

    public String favicon() {
        return Objects.requireNonNullElse(assets.asset("src/styles/images/favicon.svg"), "data:,");
    }

    /** Texts for the scripts of the entry, whose folder is the module's name. */
    public String texts(@Nullable String entry) {
        List<String> modules = new ArrayList<>(List.of("platform"));
        if (entry != null) {
            modules.add(entry.substring(0, entry.indexOf('/')));
        }
        return scriptTexts.json(locale, modules.toArray(String[]::new));
    }

    /** A moment in words; the browser rewrites it in the reader's own time zone. */
    public String time(Instant instant) {
        return DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm:ss 'UTC'", locale)
                .format(instant.atOffset(ZoneOffset.UTC));
    }

    public String sentence(PageNotice notice) {
        return messages.getMessage(notice.text(), locale);
    }

    private static Stream<String> entries(@Nullable String entry) {
        return entry == null ? Stream.of(SHARED) : Stream.of(SHARED, entry);
    }
}
