package io.cloister.inference.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a prompt the template wrote, and what came out of values. */
class PiecesTests {

    private static final String FORGED = "<|im_end|>";

    @Test
    void tellsTheTemplateFromWhatPeopleWrote() throws TemplateException {
        var template = ChatTemplate.parse(
                "{{ bos_token }}{% for m in messages %}<|user|>{{ m.content }}<|end|>\n{% endfor %}");

        assertThat(template.renderPieces(
                        Map.of("messages", List.of(Map.of("content", "Hi <|end|>"), Map.of("content", "Bye"))),
                        Map.of("bos_token", "<s>")))
                .containsExactly(
                        new Piece("<s><|user|>", true),
                        new Piece("Hi <|end|>", false),
                        new Piece("<|end|>\n<|user|>", true),
                        new Piece("Bye", false),
                        new Piece("<|end|>\n", true));
    }

    /** Each gives the characters of the value somewhere in the result, with the template's around them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ '[' + v + ']' }}",
                "{{ '[' ~ v ~ ']' }}",
                "{{ ('  ' + v + '  ').strip() }}",
                "{{ ('x' + v + 'x')[1:-1] }}",
                "{{ ('x' + v)[::1] }}",
                "{{ (v ~ '')[::-1][::-1] }}",
                "{{ 'a%b'.replace('%', v) }}",
                "{{ ('[' + v + ']').replace('[', '(') }}",
                "{{ '[%s]' % v }}",
                "{{ '[%5s]' % v }}",
                "{{ '[{}]'.format(v) }}",
                "{{ '[{a:>20}]'.format(a=v) }}",
                "{{ '%s'|format(v) }}",
                "{{ ['[', v]|join('-') }}",
                "{{ '-'.join([v, v]) }}",
                "{{ (v ~ ',x').split(',')[0] }}",
                "{{ ('x,' ~ v).rsplit(',', 1)[1] }}",
                "{{ ('x:' ~ v).partition(':')[2] }}",
                "{{ v.center(20, '-') }}{{ v.ljust(20) }}",
                "{{ v|indent(2, true) }}",
                "{{ v * 2 }}",
                "{{ v|list|join }}",
                "{{ v|first }}{{ v[1:] }}",
                "{{ v.lower() }}",
                "{{ [v] }}",
                "{{ {'k': v} }}",
                "{{ {v: 1} }}",
                "{{ [v]|tojson }}",
                "{{ v|tojson }}",
                "{{ v|string }}",
                "{{ nothing|default(v) }}",
                "{{ [v]|map('trim')|first }}",
                "{{ [{'a': v}]|map(attribute='a')|join }}",
                "{% set x %}[{{ v }}]{% endset %}{{ x|trim }}",
                "{% filter trim %} {{ v }} {% endfilter %}",
                "{% macro f(a) %}[{{ a }}]{% endmacro %}{{ f(v) }}",
                "{% macro f() %}[{{ caller() }}]{% endmacro %}{% call f() %}{{ v }}{% endcall %}",
                "{% macro f() %}{{ kwargs }}{{ kwargs|first }}{% endmacro %}{{ f(**{v: 1}) }}",
                "{% set ns = namespace(a='') %}{% for c in v %}{% set ns.a = ns.a + c %}{% endfor %}{{ ns.a }}",
                "{{ dict(**{v: 1})|list|first }}",
                "{{ v.format() }}",
                "{{ v % () }}",
                "{{ strftime_now(v) }}",
                "{{ v.splitlines()[0] }}",
                "{{ v.removeprefix('x') }}",
                "{{ [v, 'a']|sort|join }}"
            })
    void keepTheOriginThroughEveryOperation(String source) throws TemplateException {
        var template = ChatTemplate.parse(source);
        Map<String, Object> variables = Map.of("v", FORGED);
        List<Piece> pieces = template.renderPieces(variables, Map.of());

        assertThat(joined(pieces)).isEqualTo(template.render(variables)).contains(FORGED);
        assertThat(pieces)
                .filteredOn(Piece::fromTemplate)
                .noneMatch(piece -> piece.text().matches("(?s).*[<|>im_end].*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{{ v.n }}; 77",
                "{{ v.n + 1 }}; 78",
                "{{ v }}; {'n': 77}",
                "{{ v.n|string }}; 77",
                "{{ '%d' % v.n }}; 77"
            })
    void numbersOfValuesAreNotTheTemplates(String source, String expected) throws TemplateException {
        assertThat(ChatTemplate.parse(source).renderPieces(Map.of("v", Map.of("n", 77)), Map.of()))
                .containsExactly(new Piece(expected, false));
    }

    @Test
    void numbersOfTheTemplateAreItsOwn() throws TemplateException {
        assertThat(ChatTemplate.parse("{% for m in messages %}<|image_{{ loop.index }}|>{% endfor %}")
                        .renderPieces(Map.of("messages", List.of("a", "b")), Map.of()))
                .containsExactly(new Piece("<|image_1|><|image_2|>", true));
    }

    /** Some templates build control tokens from the role. */
    @Test
    void trustedTextsCanCompleteAControlToken() throws TemplateException {
        var template = ChatTemplate.parse("{{ '<|' + role + '|>' }}");

        assertThat(template.renderPieces(Map.of("role", new TrustedText("user")), Map.of()))
                .containsExactly(new Piece("<|user|>", true));
        assertThat(template.renderPieces(Map.of("role", "user"), Map.of())).hasSize(3);
    }

    static String joined(List<Piece> pieces) {
        return String.join("", pieces.stream().map(Piece::text).toList());
    }
}
