package io.cloister.inference.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.inference.OutputFormat;
import io.cloister.inference.ToolOffer;
import io.cloister.inference.tokenizer.PublishedTokenizer;
import io.cloister.platform.Problem;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model that has to call a tool writes a call of it, one that may is kept to it once it has begun. */
class ToolCallConstraintTests {

    private static final OutputFormat FREE = new OutputFormat.Free();
    private static ConstrainedTexts texts;

    @BeforeAll
    static void load() throws Exception {
        texts = ConstrainedTexts.ofBytes("<tool_call>", "</tool_call>", "{\"", "\": \"", "\"}", "}}", ">\n");
    }

    @AfterAll
    static void close() {
        texts.close();
    }

    @ParameterizedTest
    @EnumSource(ToolCallFormat.class)
    void whateverIsWrittenUnderDutyIsReadAsCalls(ToolCallFormat format) {
        ToolGrammar tools = OfferedTools.required(format);
        for (int seed = 0; seed < 20; seed++) {
            var reader = new ToolCallReader(tools, texts.tokens);
            String written = texts.random(() -> texts.start(tools, FREE), new Random(seed), 40);

            ToolCallReader.Reading reading = reader.append(written);
            assertThat(reading.text() + reader.finish().text()).as(written).isEmpty();
            assertThat(reading.calls())
                    .as(written)
                    .isNotEmpty()
                    .allSatisfy(call -> assertThat(call.name()).isIn("find_patient", "now"));
        }
    }

    @Test
    void aNamedToolIsTheOnlyOne() {
        ToolGrammar tools = OfferedTools.in(ToolCallFormat.HERMES, new ToolOffer.Choice.Named("now"));

        assertThat(texts.accepts(
                        texts.start(tools, FREE), "<tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>"))
                .isTrue();
        assertThat(texts.accepts(
                        texts.start(tools, FREE),
                        "<tool_call>\n{\"name\": \"find_patient\", \"arguments\": {\"name\":\"x\"}}\n</tool_call>"))
                .isFalse();
    }

    @Test
    void argumentsFollowTheToolsSchema() {
        assertThat(texts.accepts(
                        texts.start(OfferedTools.required(ToolCallFormat.LLAMA), FREE),
                        "{\"name\": \"find_patient\", \"parameters\": {\"name\":\"Ada\", \"year\":1815}}"))
                .isTrue();
        assertThat(texts.accepts(
                        texts.start(OfferedTools.required(ToolCallFormat.LLAMA), FREE),
                        "{\"name\": \"find_patient\", \"parameters\": {\"year\":1815}}"))
                .isFalse();
    }

    @Test
    void controlTokensComeWhereTheFormatWantsThemAndNowhereElse() {
        TokenConstraint constraint = texts.start(OfferedTools.required(ToolCallFormat.MISTRAL), FREE);

        assertThat(BitSet.valueOf(constraint.mask()).stream()).containsExactly(ByteVocabulary.CALLS);
        constraint.accept(ByteVocabulary.CALLS);
        assertThat(BitSet.valueOf(constraint.mask()).get(ByteVocabulary.CALLS)).isFalse();
    }

    @Test
    void textIsFreeUntilACallBegins() {
        TokenConstraint constraint = texts.start(OfferedTools.auto(ToolCallFormat.HERMES), FREE);
        BitSet first = BitSet.valueOf(constraint.mask());
        for (long token : texts.tokenizer.encode("I look it up.\n<tool_", false)) {
            constraint.accept((int) token);
        }
        assertThat(first.get('x') && first.get(ByteVocabulary.END)).isTrue();
        assertThat(constraint.complete()).isTrue();

        "call>".chars().forEach(constraint::accept);

        assertThat(BitSet.valueOf(constraint.mask()).stream()).containsExactly((int) '\n');
        assertThat(constraint.complete()).isFalse();
    }

    @Test
    void anAnswerThatIsAnObjectInItsMiddleIsNoCall() {
        TokenConstraint constraint = texts.start(OfferedTools.auto(ToolCallFormat.LLAMA), FREE);
        "Use {\"name\"".chars().forEach(constraint::accept);

        assertThat(BitSet.valueOf(constraint.mask()).cardinality()).isGreaterThan(200);
    }

    @Test
    void anAnswerThatBeginsWithTheNameOfAToolIsKeptToACall() {
        TokenConstraint constraint = texts.start(OfferedTools.auto(ToolCallFormat.LLAMA), FREE);
        "\n{\"name\": \"now\"".chars().forEach(constraint::accept);

        assertThat(BitSet.valueOf(constraint.mask()).stream()).containsExactly((int) ',');
    }

    @Test
    void anAnswerThatIsAnObjectWithAnotherNameIsNoCall() {
        TokenConstraint constraint = texts.start(OfferedTools.auto(ToolCallFormat.LLAMA), FREE);
        "{\"name\": \"nowhere\"".chars().forEach(constraint::accept);

        assertThat(BitSet.valueOf(constraint.mask()).cardinality()).isGreaterThan(200);
    }

    @Test
    void aWordOfTheMarkerAloneBeginsNothing() {
        TokenConstraint constraint = texts.start(OfferedTools.auto(ToolCallFormat.FUNCTOOLS), FREE);
        "import functools".chars().forEach(constraint::accept);
        assertThat(BitSet.valueOf(constraint.mask()).cardinality()).isGreaterThan(200);

        constraint.accept('[');

        assertThat(BitSet.valueOf(constraint.mask()).get('x')).isFalse();
    }

    @Test
    void blanksBetweenThePartsOfACallAreTheModelsChoice() {
        for (String call : List.of("{\"name\":\"now\",\"arguments\":{}}", "{\"name\": \"now\", \"arguments\": {}}")) {
            assertThat(texts.accepts(texts.start(OfferedTools.required(ToolCallFormat.GENERIC), FREE), call))
                    .isTrue();
        }
    }

    @Test
    void withAFormatTheModelWritesOneOrTheOther() {
        var format = new OutputFormat.JsonSchema("{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}");
        ToolGrammar tools = OfferedTools.auto(ToolCallFormat.HERMES);

        assertThat(texts.accepts(texts.start(tools, format), "[1,2]")).isTrue();
        assertThat(texts.accepts(
                        texts.start(tools, format),
                        "<tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>"))
                .isTrue();
        assertThat(texts.accepts(texts.start(tools, format), "text")).isFalse();
    }

    @Test
    void withoutToolsNothingIsConstrained() {
        assertThat(texts.compiler.start(new ToolGrammar(ToolCallFormat.HERMES, ToolOffer.NONE), FREE))
                .isNull();
    }

    @Test
    void aToolThatIsNotOfferedCannotBeAskedFor() {
        ToolGrammar tools = OfferedTools.in(ToolCallFormat.HERMES, new ToolOffer.Choice.Named("other"));

        assertThatThrownBy(() -> texts.start(tools, FREE)).isInstanceOf(Problem.class);
    }

    @Test
    void aSchemaThatCannotBeEnforcedAllowsAnyObjectAndOneThatIsNoneIsRefused() {
        ToolGrammar rich = offer("{\"type\":\"object\",\"patternProperties\":{\"a\":{}}}");
        ToolGrammar wrong = offer("{\"type\":\"objekt\"}");

        assertThat(texts.accepts(texts.start(rich, FREE), "{\"name\": \"t\", \"arguments\": {\"any\":[1]}}"))
                .isTrue();
        assertThatThrownBy(() -> texts.start(wrong, FREE)).isInstanceOf(Problem.class);
    }

    private static ToolGrammar offer(String schema) {
        return new ToolGrammar(
                ToolCallFormat.GENERIC,
                new ToolOffer(List.of(new ToolOffer.Tool("t", "", schema)), new ToolOffer.Choice.Required()));
    }

    @Test
    void aPublishedVocabularyWritesItsMarkersAsItsOwnTokens() throws Exception {
        try (var qwen = new ConstrainedTexts(PublishedTokenizer.read("qwen3"), 151_645)) {
            TokenConstraint constraint = qwen.start(OfferedTools.required(ToolCallFormat.HERMES), FREE);

            assertThat(
                            qwen.accepts(
                                    constraint,
                                    "<tool_call>\n{\"name\": \"find_patient\", \"arguments\": {\"name\": \"Clara\"}}\n</tool_call>"))
                    .isTrue();
            assertThat(qwen.tokenizer.encode("<tool_call>", false)).hasSize(1);
        }
    }
}
