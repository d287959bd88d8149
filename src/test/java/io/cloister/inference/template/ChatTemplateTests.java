package io.cloister.inference.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a template takes, and how it fails. */
class ChatTemplateTests {

    @Test
    void takesWhatJsonHas() throws TemplateException {
        var mapping = new LinkedHashMap<String, Object>();
        mapping.put("z", Arrays.asList(1, 2L, 0.5, true, null));
        mapping.put("a", Map.of());

        assertThat(ChatTemplate.parse("{{ v }}{{ v | tojson }}").render(Map.of("v", mapping)))
                .isEqualTo("{'z': [1, 2, 0.5, True, None], 'a': {}}" + "{\"z\": [1, 2, 0.5, true, null], \"a\": {}}");
    }

    @Test
    void refusesVariablesOfOtherTypes() throws TemplateException {
        var template = ChatTemplate.parse("{{ v }}");

        assertThatThrownBy(() -> template.render(Map.of("v", new StringBuilder())))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("a variable cannot be a java.lang.StringBuilder");
    }

    @Test
    void refusesVariablesThatHoldThemselves() throws TemplateException {
        var template = ChatTemplate.parse("{{ v }}");
        var itself = new HashMap<String, Object>();
        itself.put("v", itself);

        assertThatThrownBy(() -> template.render(itself))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void trustedTextsStandOverVariables() throws TemplateException {
        var template = ChatTemplate.parse("{{ bos_token }}");

        assertThat(template.render(Map.of("bos_token", "typed"), Map.of("bos_token", "<s>")))
                .isEqualTo("<s>");
    }

    @Test
    void readsTheClockInItsZone() throws TemplateException {
        var clock = Clock.fixed(Instant.parse("2026-01-02T23:30:00Z"), ZoneId.of("Europe/Rome"));
        var template = ChatTemplate.parse("{{ strftime_now('%d %b %Y %H:%M') }}", TemplateLimits.DEFAULT, clock);

        assertThat(template.render(Map.of())).isEqualTo("03 Jan 2026 00:30");
    }

    @Test
    void passesOnWhatATemplateRaises() throws TemplateException {
        var template = ChatTemplate.parse("\n\n{{ raise_exception('No ' ~ role ~ ' here') }}");

        assertThatThrownBy(() -> template.render(Map.of("role", "system")))
                .asInstanceOf(type(RaisedByTemplateException.class))
                .satisfies(raised -> assertThat(raised.problem()).isEqualTo("No system here"))
                .satisfies(raised -> assertThat(raised.line()).isEqualTo(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "a|{{ b.c }}; 2; 'b' is undefined",
                "a|{% if x %}; 2; expected '{% endif %}', got the end of the template",
                "a|b|{{ 1 + }}; 3; expected an expression, got '}}'",
                "{{ 'a' }}|{{ 'a; 2; a string does not end",
                "{# a|b; 1; a comment does not end",
                "|{{ (1] }}; 2; unexpected ']'",
                "{% for i in [1] %}|{{ i + 'a' }}|{% endfor %}; 2; unsupported operand type(s) for +: 'int' and 'str'",
                "{{ 1|nothing }}; 1; no filter named 'nothing'",
                "{{ 1 is nothing }}; 1; no test named 'nothing'",
                "{% include 'x' %}; 1; unknown tag 'include'",
                "|{% macro f() %}|{{ x.y }}|{% endmacro %}|{{ f() }}; 3; 'x' is undefined",
                "{{ {}.a.b }}; 1; 'dict object' has no attribute 'a'"
            })
    void namesTheLineAndWhatIsWrong(String lines, int line, String problem) {
        assertThatThrownBy(() -> ChatTemplate.parse(lines.replace('|', '\n').replace("1\nnothing", "1|nothing"))
                        .render(Map.of()))
                .asInstanceOf(type(TemplateException.class))
                .satisfies(failure -> assertThat(failure.problem()).isEqualTo(problem))
                .satisfies(failure -> assertThat(failure.line()).isEqualTo(line));
    }

    @Test
    void servesManyThreadsAtOnce() throws TemplateException {
        var template = ChatTemplate.parse(
                "{% set ns = namespace(n=0) %}{% for m in messages %}{% set ns.n = ns.n + m %}{% endfor %}{{ ns.n }}");

        assertThat(IntStream.range(0, 200).parallel().mapToObj(n -> sum(template, n)))
                .containsExactlyElementsOf(
                        IntStream.range(0, 200).mapToObj(n -> "" + 10 * n).toList());
    }

    private static String sum(ChatTemplate template, int number) {
        try {
            return template.render(Map.of("messages", Collections.nCopies(10, number)));
        } catch (TemplateException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void changesNothingThatItIsGiven() throws TemplateException {
        List<Object> list = List.of(1);

        assertThatThrownBy(() -> ChatTemplate.parse("{{ l.append(2) }}").render(Map.of("l", list)))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("'list object' has no attribute 'append'");
    }
}
