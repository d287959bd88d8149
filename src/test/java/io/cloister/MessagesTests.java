package io.cloister;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.access.Role;
import io.cloister.audit.AuditField;
import io.cloister.audit.Outcome;
import io.cloister.catalog.ModelRuntime;
import io.cloister.catalog.ModelTask;
import io.cloister.catalog.Openness;
import io.cloister.catalog.WeightsType;
import io.cloister.catalog.intake.ImportState;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All wording stands in the bundles, and whatever is named there exists. */
class MessagesTests {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Path BUNDLES = Path.of("src/main/resources/messages");
    private static final Pattern IN_TEMPLATE = Pattern.compile("#\\{([a-z][\\w.-]*)|msg\\('([a-z][\\w.-]*[\\w])'[,)]");
    private static final Pattern IN_SCRIPT = Pattern.compile("'([a-z]+\\.script\\.[a-z-]+)'");
    private static final Pattern IN_JAVA =
            Pattern.compile("\"((?:access|admin|audit|catalog|chat|knowledge|platform)\\.[a-z][a-z.-]*[a-z])\"");
    private static final List<String> WORDED_ATTRIBUTES = List.of("aria-label", "title", "placeholder", "alt", "label");

    @ParameterizedTest
    @MethodSource("templates")
    void everyTextOfATemplateExists(Path template) throws IOException {
        assertThat(texts()).containsAll(named(IN_TEMPLATE, Files.readString(template)));
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noTemplateHasWordsOfItsOwn(Path template) throws IOException {
        for (Element element :
                Jsoup.parse(Files.readString(template), "", Parser.xmlParser()).getAllElements()) {
            assertThat(element.ownText()).as("within <%s>", element.tagName()).doesNotContainPattern("\\p{L}");
            assertThat(WORDED_ATTRIBUTES).noneMatch(element::hasAttr);
        }
    }

    @ParameterizedTest
    @MethodSource("templates")
    void noTemplateIsLongOrCarriesStylesOrHandlers(Path template) throws IOException {
        assertThat(Files.readAllLines(template)).hasSizeLessThanOrEqualTo(120);
        assertThat(Files.readString(template)).doesNotContainPattern("\\s(style|on[a-z]+)=\"|<style|javascript:");
    }

    @Test
    void everyTextOfAScriptExists() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path script : files(Path.of("frontend/src"), ".ts")) {
            named.addAll(named(IN_SCRIPT, Files.readString(script)));
        }
        assertThat(named).isNotEmpty();
        assertThat(texts()).containsAll(named);
    }

    @Test
    void everyTextNamedByAPageExists() throws IOException {
        Set<String> named = new TreeSet<>();
        for (Path source : files(Path.of("src/main/java"), "Navigation.java", "PageController.java")) {
            named.addAll(named(IN_JAVA, Files.readString(source)));
        }
        assertThat(named).isNotEmpty();
        assertThat(texts()).containsAll(named);
    }

    @Test
    void everyConstantThatPagesShowHasWords() throws IOException {
        assertThat(texts())
                .containsAll(keys("access.role.", Role.values()))
                .containsAll(keys("catalog.task.", ModelTask.values()))
                .containsAll(keys("catalog.runtime.", ModelRuntime.values()))
                .containsAll(keys("audit.result.", lower(Outcome.values())))
                .containsAll(keys("catalog.import.", lower(ImportState.values())))
                .containsAll(codes("catalog.openness.%s", Openness.values(), Openness::code))
                .containsAll(codes("catalog.openness.%s.text", Openness.values(), Openness::code))
                .containsAll(codes("catalog.weights.%s.text", WeightsType.values(), WeightsType::code))
                .containsAll(Stream.of(AuditField.values())
                        .filter(field -> !field.name().startsWith("RETRIEVAL"))
                        .map(field -> "audit.field." + field.key())
                        .toList());
    }

    @Test
    void everyActionOfTheTrailHasWords() throws IOException {
        Pattern action = Pattern.compile(
                "(?:AuditEntry\\.(?:intent|success|denied|failure|aborted)|(?<![.\\w])of)\\(\\s*\"([a-z]+\\.[a-z-]+)\"|ACTION = \"([a-z]+\\.[a-z-]+)\"");
        Set<String> actions = new TreeSet<>();
        for (Path source : files(Path.of("src/main/java"), ".java")) {
            named(action, Files.readString(source)).forEach(code -> actions.add("audit.action." + code));
        }
        assertThat(actions).contains("audit.action.ai.chat");
        assertThat(texts()).containsAll(actions);
    }

    static List<Path> templates() throws IOException {
        return files(TEMPLATES, ".html");
    }

    private static List<Path> files(Path root, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> Arrays.stream(endings).anyMatch(file.toString()::endsWith))
                    .sorted()
                    .toList();
        }
    }

    private static Set<String> texts() throws IOException {
        Properties texts = new Properties();
        for (Path bundle : files(BUNDLES, ".properties")) {
            try (Reader reader = Files.newBufferedReader(bundle)) {
                texts.load(reader);
            }
        }
        return texts.stringPropertyNames();
    }

    private static Set<String> named(Pattern pattern, String source) {
        Set<String> named = new TreeSet<>();
        for (MatchResult match : pattern.matcher(source).results().toList()) {
            for (int group = 1; group <= match.groupCount(); group++) {
                String key = match.group(group);
                if (key != null) {
                    named.add(key);
                }
            }
        }
        return named;
    }

    private static List<String> keys(String prefix, Object[] constants) {
        return Stream.of(constants).map(constant -> prefix + constant).toList();
    }

    private static <T> List<String> codes(String key, T[] constants, Function<T, String> code) {
        return Stream.of(constants)
                .map(constant -> key.formatted(code.apply(constant)))
                .toList();
    }

    private static Object[] lower(Enum<?>[] constants) {
        return Stream.of(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toArray();
    }
}
