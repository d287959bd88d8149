package io.cloister.inference.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published templates with random damage: they render, or fail with the one exception there is. */
class MutatedTemplatesTests {

    private static final int ROUNDS = 1_500;

    private static final Pattern TOKEN =
            Pattern.compile("'(?:[^'\\\\]|\\\\.)*'|\\{[{%#][-+]?|[-+]?[}%#]}|\\w+|\\s+|.", Pattern.DOTALL);

    private static final List<String> ODDS = List.of(
            " not ",
            " is ",
            " in ",
            "|",
            ".",
            "[",
            "]",
            "(",
            ")",
            "-",
            "*",
            "**",
            "%",
            "~",
            "//",
            "1",
            "-1",
            "2.5",
            "none",
            "''",
            "'%s'",
            "'{}'",
            "{}",
            "[1,2]",
            "|length",
            "|list",
            "|tojson",
            "|string",
            "|first",
            "|join",
            "|sort",
            "|map(attribute='role')",
            "|int",
            "|float",
            "|title",
            "|dictsort",
            "|items",
            "[::-1]",
            "[1:]",
            ".split()",
            ".format(1)",
            ".items()",
            ".role",
            "messages",
            "tools",
            "loop",
            "range(3)",
            "namespace(a=1)",
            "{%",
            "%}",
            "{{",
            "}}",
            "{#",
            "#}",
            "{% raw %}",
            "{% break %}",
            "{% endfor %}",
            "{% endif %}",
            "{% else %}",
            "\\",
            "'",
            "\u0000",
            "😀",
            "\ud83d",
            "\n",
            "1e999",
            "99999999999999999999",
            "undefined.x");

    private final PublishedTemplates published = PublishedTemplates.read();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void failInOneWayOnly(long seed) {
        var random = new Random(seed);
        List<List<String>> templates = published.sources.values().stream()
                .map(MutatedTemplatesTests::tokens)
                .toList();
        List<Map<String, Object>> conversations = List.copyOf(published.cases.values());
        int rendered = 0;
        for (int round = 0; round < ROUNDS; round++) {
            String source = mutated(random, templates);
            try {
                ChatTemplate.parse(source)
                        .renderPieces(
                                conversations.get(random.nextInt(conversations.size())),
                                PublishedTemplates.SPECIAL_TOKENS);
                rendered++;
            } catch (TemplateException expected) {
                assertThat(expected.line()).isPositive();
            } catch (RuntimeException | StackOverflowError other) {
                throw new AssertionError("round " + round + ": " + source, other);
            }
        }
        assertThat(rendered).as("enough of them still render").isGreaterThan(ROUNDS / 20);
    }

    private static List<String> tokens(String source) {
        return TOKEN.matcher(source).results().map(MatchResult::group).toList();
    }

    private static String mutated(Random random, List<List<String>> templates) {
        var tokens = new ArrayList<>(templates.get(random.nextInt(templates.size())));
        int changes = 1 + random.nextInt(3);
        for (int change = 0; change < changes && !tokens.isEmpty(); change++) {
            int place = random.nextInt(tokens.size());
            List<String> other = templates.get(random.nextInt(templates.size()));
            switch (random.nextInt(5)) {
                case 0 -> tokens.remove(place);
                case 1 -> tokens.add(place, ODDS.get(random.nextInt(ODDS.size())));
                case 2 -> tokens.set(place, ODDS.get(random.nextInt(ODDS.size())));
                case 3 -> tokens.set(place, other.get(random.nextInt(other.size())));
                default -> tokens.set(place, tokens.get(random.nextInt(tokens.size())));
            }
        }
        return String.join("", tokens);
    }
}
