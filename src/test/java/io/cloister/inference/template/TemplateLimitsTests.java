package io.cloister.inference.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Templates that ask for too much. */
class TemplateLimitsTests {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long SMALL_STACK = 512 * 1024;

    private static final String GROW =
            "{% set ns = namespace(v=START) %}{% for i in range(100000) %}" + "{% set ns.v = STEP %}{% endfor %}";

    /** Texts and lists that grow by doubling, with more of one kind of work on each. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'0123456789'; ns.v + ns.v; a text grows past",
                "'0123456789'; ns.v ~ ns.v; a text grows past",
                "'0123456789'; ns.v * 2; a text grows past",
                "'a'; ns.v.replace('a', 'aa'); steps",
                "'a'; '%s%s' % (ns.v, ns.v); a text grows past",
                "'a'; '{0}{0}'.format(ns.v); a text grows past",
                "'a'; [ns.v, ns.v]|join; a text grows past",
                "'a'; ns.v|tojson; steps",
                "[1]; ns.v + ns.v; steps",
                "[1]; ns.v * 2; steps",
                "[1]; [ns.v]; nested deeper than 100 levels",
                "[1]; [ns.v]|select; nested deeper than 100 levels",
                "3; ns.v * ns.v; an integer grows past",
                "3; ns.v ** 2; an integer grows past"
            })
    void stopValuesThatGrow(String start, String step, String problem) {
        assertStops(GROW.replace("START", start).replace("STEP", step), problem);
    }

    /** Values that are small but lead to much where they are used. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ ns.a == ns.b }}",
                "{{ ns.a < ns.b }}",
                "{{ ns.a }}",
                "{{ ns.a|tojson }}",
                "{{ ns.a in [ns.b] }}",
                "{{ {(ns.t, 1): 1} }}",
                "{{ [ns.t]|unique|list }}",
                "{{ '%s' % ns.t }}"
            })
    void stopListsWithinListsThatAreShared(String use) {
        assertStops(
                "{% set ns = namespace(a=[1], b=[1], t=(1,)) %}{% for i in range(60) %}{% set ns.a = [ns.a, ns.a] %}"
                        + "{% set ns.b = [ns.b, ns.b] %}{% set ns.t = (ns.t, ns.t) %}{% endfor %}" + use,
                "steps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.find(b)",
                "b in a",
                "a == a ~ 'x'",
                "a + 'x' < a + 'y'",
                "{}[a]",
                "a[100000]",
                "a|length",
                "a.strip('cab')",
                "(' ' * 200000).split()",
                "a.upper()",
                "a.startswith(a + 'x')",
                "a.removeprefix(a + 'x')",
                "a.count(b)",
                "a[::-1]",
                "a|int",
                "('1' * 399)|float",
                "a|title",
                "range(100000)|list|sort",
                "5 in range(100000)",
                "'%.900f' % 1e-300",
                "1e-300|round(300)"
            })
    void countTheWorkOfEachOperation(String operation) {
        assertStops(
                "{% set a = 'aß' * 100000 %}{% set b = 'aß' * 50000 + 'b' %}{% for i in range(100000) %}"
                        + "{% for j in range(10) %}{% set x = " + operation + " %}{% endfor %}{% endfor %}",
                "steps");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{% for a in range(10**9) %}{% for b in range(10**9) %}x{% endfor %}{% endfor %}; a range has at most",
                "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}; steps",
                "{% set x = 'x' * 9999 %}{% for a in range(99999) %}{{ x }}{% endfor %}; grows past",
                "{% macro f(n) %}{{ f(n + 1) }}{% endmacro %}{{ f(0) }}; nested deeper",
                "{% macro f() %}{% call f() %}{{ caller() }}{% endcall %}{% endmacro %}{{ f() }}; nested deeper",
                "{% macro f(n=f()) %}{% endmacro %}{{ f() }}; nested deeper",
                "{% macro f(n) %}{% if n %}{{ f(n - 1) ~ f(n - 1) }}{% endif %}{% endmacro %}{{ f(30) }}; steps",
                "{% for x in [1] recursive %}{{ loop([1]) }}{% endfor %}; nested deeper",
                "{{ 'a' * 10**9 }}; grows past",
                "{{ [1] * 10**9 }}; steps",
                "{{ 10 ** 10**9 ** 9 }}; grows past",
                "{{ 'a'.center(10**9) }}; grows past",
                "{{ '%999999999d' % 1 }}; grows past",
                "{{ '{:999999999}'.format(1) }}; grows past",
                "{{ '%.999999999f' % 1 }}; grows past",
                "{{ [1]|tojson(indent=10**9) }}; grows past",
                "{{ 'a'|indent(10**9) }}; grows past",
                "{{ strftime_now('%c' * 1000000) }}; grows past",
                "{{ ('a' * 10**5)|join('a' * 10**5) }}; grows past"
            })
    void stopProgramsThatAskForTooMuch(String source, String problem) {
        assertStops(source, problem);
    }

    static List<Arguments> deepSources() {
        return List.of(
                arguments("{{ ", "(", "1", ")", " }}"),
                arguments("{{ ", "[", "1", "]", " }}"),
                arguments("{{ ", "{1:", "1", "}", " }}"),
                arguments("{{ ", "f(", "1", ")", " }}"),
                arguments("{{ ", "a[", "1", "]", " }}"),
                arguments("{{ ", "not ", "1", "", " }}"),
                arguments("{{ ", "-", "1", "", " }}"),
                arguments("{{ ", "1 if 1 else ", "1", "", " }}"),
                arguments("{{ ", "1 + ", "1", "", " }}"),
                arguments("{{ 1", "", "", "|abs", " }}"),
                arguments("{{ a", "", "", ".a", " }}"),
                arguments("{% set ", "(", "a", ")", " = 1 %}"),
                arguments("", "{% if 1 %}", "", "{% endif %}", ""),
                arguments("", "{% for i in [1] %}", "", "{% endfor %}", ""),
                arguments("", "{% macro f() %}", "", "{% endmacro %}", ""));
    }

    @ParameterizedTest
    @MethodSource("deepSources")
    void stopSourcesThatNestTooDeep(String begin, String opening, String inside, String closing, String end) {
        assertStops(begin + opening.repeat(5_000) + inside + closing.repeat(5_000) + end, "nested deeper");
    }

    @Test
    void stopsAtASourceThatIsTooLong() {
        assertStops("a".repeat(500_001), "longer than 500000 characters");
    }

    @Test
    void isMadeForTheCaller() throws TemplateException {
        var limits = new TemplateLimits(1_000, 10, 20, 100, 50, 64);
        var template = ChatTemplate.parse("{{ 'a' * n }}", limits, Clock.systemUTC());

        assertThat(template.render(Map.of("n", 50))).hasSize(50);
        assertThatThrownBy(() -> template.render(Map.of("n", 51)))
                .isInstanceOf(TemplateException.class)
                .hasMessage("line 1: a text grows past 50 characters");
    }

    /** On a stack that is half the usual one, and within bounds of time that no machine misses. */
    private static void assertStops(String source, String problem) {
        var failure = new AtomicReference<Throwable>();
        var thread = Thread.ofPlatform().stackSize(SMALL_STACK).unstarted(() -> {
            try {
                ChatTemplate.parse(source).render(Map.of());
            } catch (Throwable thrown) {
                failure.set(thrown);
            }
        });
        thread.setDaemon(true);
        thread.start();
        try {
            assertThat(thread.join(LONG)).as("has come to an end").isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        assertThat(failure.get()).isInstanceOf(TemplateException.class).hasMessageContaining(problem);
    }
}
