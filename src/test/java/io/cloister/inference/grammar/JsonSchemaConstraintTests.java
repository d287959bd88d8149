package io.cloister.inference.grammar;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.inference.OutputFormat;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a schema lets through, and which schemas are refused with what sentence. */
class JsonSchemaConstraintTests {

    private static ConstrainedTexts texts;

    @BeforeAll
    static void load() throws Exception {
        texts = ConstrainedTexts.ofBytes("{\"", "\":", "\": \"", "\",\"", "\"}", "]}", "true", "  ");
    }

    @AfterAll
    static void close() {
        texts.close();
    }

    private static boolean accepts(String schema, String json) {
        return texts.accepts(
                texts.start(new OutputFormat.JsonSchema(schema.replace('\'', '"'))), json.replace('\'', '"'));
    }

    static Stream<Arguments> allowed() {
        return Stream.of(
                Arguments.of(
                        "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'integer'}},'required':['b']}",
                        "{'a':'x','b':1}"),
                Arguments.of(
                        "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'integer'}},'required':['b']}",
                        "{'b': -12}"),
                Arguments.of("{'type':'object','properties':{'a':{},'b':{},'c':{}}}", "{}"),
                Arguments.of("{'type':'object','properties':{'a':{},'b':{},'c':{}}}", "{'b':[1,{'x':null}],'c':true}"),
                Arguments.of("{'type':'object','additionalProperties':{'type':'number'}}", "{'k':1.5e-7,'l':0}"),
                Arguments.of(
                        "{'properties':{'ab':{'type':'string'}},'additionalProperties':true}",
                        "{'ab':'s','abc':1,'a':2,'x':3}"),
                Arguments.of("{'type':'array','items':{'type':'boolean'},'minItems':1,'maxItems':2}", "[true, false]"),
                Arguments.of("{'type':'array','prefixItems':[{'const':1},{'type':'string'}],'items':false}", "[1,'a']"),
                Arguments.of("{'type':'array','prefixItems':[{'const':1}],'items':{'type':'null'}}", "[1,null,null]"),
                Arguments.of("{'type':'string','pattern':'^a+b?$'}", "'aaab'"),
                Arguments.of("{'type':'string','pattern':'[0-9]'}", "'room 7, left'"),
                Arguments.of("{'type':'string','pattern':'^a','maxLength':3}", "'abc'"),
                Arguments.of("{'type':'string','minLength':2,'maxLength':3}", "'\u00e4\uD83D\uDE00'"),
                Arguments.of("{'type':'string'}", "'\\u00e4\\n\\\\ x'"),
                Arguments.of("{'enum':['a',1,null,{'x':[1]}]}", "{'x':[1]}"),
                Arguments.of("{'type':['string','null']}", "null"),
                Arguments.of("{'type':'integer','nullable':true}", "null"),
                Arguments.of("{'type':'integer','maximum':99}", "99"),
                Arguments.of("{'type':'integer','maximum':99}", "-1234567890123456789"),
                Arguments.of("{'type':'integer','minimum':7}", "9999999999999999999"),
                Arguments.of("{'type':'number','exclusiveMaximum':99.5}", "99.4"),
                Arguments.of("{'anyOf':[{'type':'string'},{'type':'integer'}]}", "7"),
                Arguments.of(
                        "{'allOf':[{'properties':{'a':{'type':'null'}},'required':['a']},{'properties':{'b':{'type':'null'}}}]}",
                        "{'a':null,'b':null}"),
                Arguments.of(
                        "{'$ref':'#/$defs/t','$defs':{'t':{'type':'object','properties':{'n':{'anyOf':[{'$ref':'#/$defs/t'},{'type':'null'}]}},'required':['n']}}}",
                        "{'n':{'n':{'n':null}}}"),
                Arguments.of("{'type':'string','format':'date-time'}", "'2024-02-29T23:59:00.5+01:00'"),
                Arguments.of("{'type':'string','format':'uuid'}", "'123e4567-e89b-12d3-a456-426614174000'"),
                Arguments.of("{'type':'string','format':'email'}", "'clara.m@ward-3.example.org'"),
                Arguments.of("true", "[{'a':1}]"));
    }

    @ParameterizedTest
    @MethodSource("allowed")
    void letsValidDocumentsThrough(String schema, String json) {
        assertThat(accepts(schema, json)).isTrue();
    }

    static Stream<Arguments> forbidden() {
        return Stream.of(
                Arguments.of("{'type':'object','properties':{'a':{},'b':{}},'required':['b']}", "{'a':1}"),
                Arguments.of("{'type':'object','properties':{'a':{}}}", "{'c':1}"),
                Arguments.of(
                        "{'type':'object','properties':{'a':{'type':'string'}},'additionalProperties':true}",
                        "{'a':1}"),
                Arguments.of("{'type':'array','items':{'type':'boolean'},'minItems':1}", "[]"),
                Arguments.of("{'type':'array','items':{'type':'boolean'},'maxItems':1}", "[true,true]"),
                Arguments.of("{'type':'string','maxLength':2}", "'abc'"),
                Arguments.of("{'type':'string','pattern':'^a+b?$'}", "'ba'"),
                Arguments.of("{'type':'string','pattern':'^a','maxLength':3}", "'abcd'"),
                Arguments.of("{'type':'string','format':'date'}", "'2023-02-29'"),
                Arguments.of("{'type':'integer'}", "1.5"),
                Arguments.of("{'type':'number'}", "01"),
                Arguments.of("{'type':'object'}", "{ 'a':1}"),
                Arguments.of("{'type':'object'}", "[1]"),
                Arguments.of("{'enum':['a','b'],'type':'string'}", "'c'"),
                Arguments.of("{'type':'string'}", "'\\ud800'"));
    }

    @ParameterizedTest
    @MethodSource("forbidden")
    void keepsOthersOut(String schema, String json) {
        assertThat(accepts(schema, json)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0,150,true,0 150 99,-1 151 1500",
        "-20,7,true,-20 -1 0 7,-21 8 -200",
        "-120,-7,true,-7 -120 -99,-6 -121 0",
        "1000,1000,true,1000,999 1001 10000",
        "0,1,false,0 1 0.5 1.0 0.000,1.01 2 -0.1 1.5",
        "-1.25,2.5,false,-1.25 -1 0 2.49 2.5 1,-1.26 2.51 3 -2",
        "0.25,0.5,false,0.25 0.3 0.50,0.2 0.51 0 1",
    })
    void boundsOfNumbersAreExact(String low, String high, boolean whole, String inside, String outside) {
        String schema = "{'type':'%s','minimum':%s,'maximum':%s}".formatted(whole ? "integer" : "number", low, high);

        assertThat(inside.split(" ")).allMatch(number -> accepts(schema, number));
        assertThat(outside.split(" ")).noneMatch(number -> accepts(schema, number));
    }

    @Test
    void exclusiveBoundsExcludeThemselves() {
        String schema = "{'type':'number','exclusiveMinimum':0,'exclusiveMaximum':1}";

        assertThat(accepts(schema, "0.001")).isTrue();
        assertThat(new String[] {"0", "0.0", "1", "1.0"}).noneMatch(number -> accepts(schema, number));
    }

    @Test
    void longStringsAreCountedCharacterByCharacter() {
        String schema = "{'type':'string','minLength':500,'maxLength':20000}";

        assertThat(accepts(schema, "'%s'".formatted("\u00e9".repeat(500)))).isTrue();
        assertThat(accepts(schema, "'%s'".formatted("true".repeat(125)))).isTrue();
        assertThat(accepts(schema, "'%s'".formatted("\u00e9".repeat(499)))).isFalse();
        assertThat(accepts(schema, "'%s'".formatted("x".repeat(20_001)))).isFalse();
    }

    @Test
    void anObjectOfAnyKindIsAnObject() {
        assertThat(texts.accepts(texts.start(new OutputFormat.JsonObject()), "{\"a\":[1,{\"b\":null}]}"))
                .isTrue();
        assertThat(texts.accepts(texts.start(new OutputFormat.JsonObject()), "[1]"))
                .isFalse();
    }

    @Test
    void freeTextHasNoConstraint() {
        assertThat(texts.compiler.start(new OutputFormat.Free())).isNull();
    }

    @Test
    void onlyTheEndMayComeAfterTheLastBracket() {
        TokenConstraint constraint = texts.start(new OutputFormat.JsonObject());
        "{}".chars().forEach(constraint::accept);

        assertThat(java.util.BitSet.valueOf(constraint.mask()).stream()).containsExactly(ByteVocabulary.END);
    }

    @Test
    void theShortestWayToTheEndIsKnown() {
        TokenConstraint constraint = texts.start(
                new OutputFormat.JsonSchema(
                        "{\"type\":\"object\",\"properties\":{\"ab\":{\"type\":\"string\",\"minLength\":3}},\"required\":[\"ab\"]}"));

        assertThat(constraint.shortest()).isEqualTo("{\"ab\":\"xyz\"}".length());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'object','patternProperties':{'a':{}}}|\"patternProperties\" at the top",
                "{'properties':{'a/b':{'type':'array','uniqueItems':true}}}|\"uniqueItems\" at #/properties/a~1b",
                "{'items':{'type':'string','pattern':'(?=a)b'}}|\"pattern\" at #/items",
                "{'items':{'type':'string','pattern':'(a)\\\\1'}}|\"pattern\" at #/items",
                "{'type':'string','format':'iri'}|\"format\"",
                "{'type':'number','multipleOf':0.1}|\"multipleOf\"",
                "{'not':{'type':'string'}}|\"not\"",
                "{'$ref':'https://example.org/schema.json'}|\"$ref\"",
                "{'$ref':'#/$defs/missing'}|\"$ref\"",
                "{'type':'string','minLenght':3}|\"minLenght\"",
                "{'type':'strnig'}|none of the draft 2020-12",
                "{'type'|no JSON",
                "{'type':'object','properties':{'a':{'$ref':'#'}},'required':['a']}|Nothing can meet",
                "{'enum':[1],'type':'string'}|Nothing can meet",
                "{'type':'string','minLength':30000,'pattern':'a'}|too large",
                "{'allOf':[{'$ref':'#'},{'type':'object'}]}|refers to itself",
            })
    void whatCannotBeEnforcedIsRefusedByName(String schema, String sentence) {
        assertThatThrownBy(() -> accepts(schema, "1")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.INVALID_INPUT);
            assertThat(problem.sentence()).contains(sentence);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a|b)*a(a|b){18}", "((a{100}){100}){100}", "(((((a?){50}){50}){50}){50}){50}"})
    void patternsThatWouldTakeAllMemoryAreRefused(String pattern) {
        assertThatThrownBy(() -> accepts("{'type':'string','pattern':'^" + pattern + "$'}", "1"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("too large");
    }

    @Test
    void namesThatWouldTakeAllMemoryAreRefused() {
        String names = IntStream.range(0, 600)
                .mapToObj("'property number %d':{}"::formatted)
                .collect(joining(","));

        assertThatThrownBy(() -> accepts("{'properties':{%s},'additionalProperties':true}".formatted(names), "1"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("additional properties");
    }

    @Test
    void manyOptionalPropertiesCanBeLeftOutOneByOne() {
        String names = IntStream.range(0, 300)
                .mapToObj("'p%d':{'type':'integer'}"::formatted)
                .collect(joining(","));
        String schema = "{'type':'object','properties':{%s}}".formatted(names);

        assertThat(accepts(schema, "{'p7':1,'p8':2,'p299':3}")).isTrue();
        assertThat(accepts(schema, "{'p8':1,'p7':2}")).isFalse();
        assertThat(accepts(schema, "{}")).isTrue();
    }

    @Test
    void aSchemaTooDeepIsRefused() {
        String deep = "{'items':".repeat(80) + "{}" + "}".repeat(80);

        assertThatThrownBy(() -> accepts(deep, "1")).isInstanceOf(Problem.class).hasMessageContaining("64 levels");
    }

    @Test
    void aSchemaTooLongIsRefused() {
        assertThatThrownBy(() -> accepts("{'title':'%s'}".formatted("x".repeat(70_000)), "1"))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("64 kB");
    }
}
