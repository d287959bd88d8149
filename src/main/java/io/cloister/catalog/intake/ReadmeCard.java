package io.cloister.catalog.intake;

import io.cloister.catalog.Openness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What the maker's README.md says in its front matter: YAML between two lines of three hyphens, as hubs have it.
 *
 * @param licence empty where it says nothing
 * @param openness as it says in {@code openness}; else open weights where there is a licence, for nothing more can be
 *     concluded
 */
record ReadmeCard(String licence, Openness openness) {

    private static final int MOST = 64 << 10;
    private static final int LONGEST_LICENCE = 200;
    private static final Pattern FRONT_MATTER = Pattern.compile("(?s)\\A\\uFEFF?---\\s*\\n(.*?)\\n---\\s*(\\n.*|\\z)");
    private static final ReadmeCard BLANK = new ReadmeCard("", Openness.UNKNOWN);

    /** Of a folder; a card that cannot be read says nothing. */
    static ReadmeCard of(Path folder) throws IOException {
        Path readme = folder.resolve("README.md");
        if (!Files.isRegularFile(readme, LinkOption.NOFOLLOW_LINKS)) {
            return BLANK;
        }
        String text;
        try (InputStream in = Files.newInputStream(readme)) {
            text = new String(in.readNBytes(MOST), StandardCharsets.UTF_8);
        }
        Matcher front = FRONT_MATTER.matcher(text);
        return front.matches() ? read(front.group(1)) : BLANK;
    }

    private static ReadmeCard read(String yaml) {
        try {
            return new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml) instanceof Map<?, ?> card
                    ? of(card)
                    : BLANK;
        } catch (YAMLException e) {
            return BLANK;
        }
    }

    private static ReadmeCard of(Map<?, ?> card) {
        String licence = text(card, "license").orElse("");
        // Hubs say "other" where the licence has a name of its own.
        String shown = licence.equals("other") ? text(card, "license_name").orElse(licence) : licence;
        Openness openness = text(card, "openness")
                .flatMap(ReadmeCard::openness)
                .orElse(shown.isEmpty() ? Openness.UNKNOWN : Openness.OPEN_WEIGHTS);
        return new ReadmeCard(shown, openness);
    }

    private static Optional<String> text(Map<?, ?> card, String key) {
        return card.get(key) instanceof String text && !text.isBlank() && text.length() <= LONGEST_LICENCE
                ? Optional.of(text.strip())
                : Optional.empty();
    }

    private static Optional<Openness> openness(String code) {
        return Arrays.stream(Openness.values())
                .filter(one -> one.code().equals(code))
                .findFirst();
    }
}
