package io.cloister.inference.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.inference.ChatMessage.ToolCall;
import io.cloister.inference.tokenizer.TokenBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls are taken out of a text that comes in pieces, and everything else is passed on. */
class ToolCallReaderTests {

    private static TokenBytes tokens;

    @BeforeAll
    static void load() throws Exception {
        tokens = TokenBytes.read(ByteVocabulary.json());
    }

    private record Result(String text, List<ToolCall> calls) {}

    private static Result read(ToolCallFormat format, String text, int piece) {
        var reader = new ToolCallReader(OfferedTools.auto(format), tokens);
        var shown = new StringBuilder();
        List<ToolCall> calls = new ArrayList<>();
        for (int at = 0; at < text.length(); at += piece) {
            var reading = reader.append(text.substring(at, Math.min(text.length(), at + piece)));
            shown.append(reading.text());
            calls.addAll(reading.calls());
        }
        return new Result(shown + reader.finish().text(), calls);
    }

    static Stream<Arguments> calls() {
        String object = "{\"name\": \"find_patient\", \"arguments\": {\"name\":\"}{\\\"\"}}";
        return Stream.of(
                Arguments.of(ToolCallFormat.HERMES, "<tool_call>\n" + object + "\n</tool_call>", 1, ""),
                Arguments.of(
                        ToolCallFormat.HERMES,
                        "Wait.\n<tool_call>" + object + "</tool_call>\n<tool_call>\n" + object + "\n</tool_call>",
                        2,
                        "Wait.\n"),
                Arguments.of(ToolCallFormat.HERMES, "a < b <tool<tool_call>\n" + object, 1, "a < b <tool"),
                Arguments.of(ToolCallFormat.MISTRAL, "[TOOL_CALLS][" + object + ", " + object + "]", 2, ""),
                Arguments.of(ToolCallFormat.MISTRAL, "[TOOL_CALLS] [" + object + "]", 1, ""),
                Arguments.of(ToolCallFormat.MISTRAL_NAMED, "[TOOL_CALLS]find_patient{\"name\": \"x\"}", 1, ""),
                Arguments.of(
                        ToolCallFormat.MISTRAL_ARGS,
                        "So:[TOOL_CALLS]find_patient[ARGS]{\"name\": \"x\"}[TOOL_CALLS]now[CALL_ID]a1[ARGS]{}",
                        2,
                        "So:"),
                Arguments.of(ToolCallFormat.GRANITE, "<|tool_call|>[" + object + "]", 1, ""),
                Arguments.of(ToolCallFormat.FUNCTOOLS, "functools[" + object + "]", 1, ""),
                Arguments.of(ToolCallFormat.LLAMA, "\n{\"name\": \"now\", \"parameters\": {}}", 1, ""),
                Arguments.of(
                        ToolCallFormat.LLAMA,
                        "{\"type\": \"function\", \"name\": \"now\", \"parameters\": {}}; {\"name\": \"now\", \"parameters\": {}}",
                        2,
                        ""),
                Arguments.of(
                        ToolCallFormat.GENERIC,
                        "{\"type\": \"function\", \"function\": {\"name\": \"now\", \"arguments\": \"{}\"}}",
                        1,
                        ""));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void inTheModelsOwnWayAreFoundHoweverTheTextIsCut(ToolCallFormat format, String text, int number, String shown) {
        for (int piece : List.of(1, 2, 3, 7, 1000)) {
            Result result = read(format, text, piece);
            assertThat(result.calls()).hasSize(number);
            assertThat(result.text()).isEqualTo(shown);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "HERMES|<tool_call> is how one calls",
                "HERMES|<tool_call>\\n{\"name\": \"unknown\", \"arguments\": {}}\\n</tool_call> more",
                "HERMES|<tool_call>\\n{\"name\": now}\\n</tool_call>",
                "HERMES|<tool_call>\\n{\"name\": \"now\", \"argum",
                "HERMES|an unfinished <tool",
                "MISTRAL|[TOOL_CALLS][1, 2] and [TOOL_",
                "MISTRAL_NAMED|[TOOL_CALLS]no such thing{}",
                "LLAMA|{\"answer\": 42}",
                "LLAMA|{\"name\": \"Clara\", \"age\": 42}",
                "LLAMA|See {\"name\": \"now\", \"parameters\": {}}",
                "GENERIC|[1, 2]",
                "GENERIC|Plain text; nothing else.",
            })
    void whatOnlyLooksLikeACallIsTextWordForWord(ToolCallFormat format, String given) {
        String text = given.replace("\\n", "\n");
        for (int piece : List.of(1, 3, 1000)) {
            assertThat(read(format, text, piece)).isEqualTo(new Result(text, List.of()));
        }
    }

    @Test
    void aCallWithinWhatWasNoneIsFound() {
        Result result = read(
                ToolCallFormat.HERMES,
                "<tool_call><tool_call>\n{\"name\": \"now\", \"arguments\": {}}\n</tool_call>",
                1);

        assertThat(result.text()).isEqualTo("<tool_call>");
        assertThat(result.calls()).hasSize(1);
    }

    @Test
    void textIsShownAtOnceWhereItCannotBecomeACall() {
        var reader = new ToolCallReader(OfferedTools.auto(ToolCallFormat.HERMES), tokens);

        assertThat(reader.append("Hello <b").text()).isEqualTo("Hello <b");
        assertThat(reader.append(" <too").text()).isEqualTo(" ");
        assertThat(reader.append("ls>").text()).isEqualTo("<tools>");
    }

    @Test
    void anObjectThatIsNoCallIsShownWhileItGrows() {
        var reader = new ToolCallReader(OfferedTools.auto(ToolCallFormat.LLAMA), tokens);

        assertThat(reader.append("{\"ans").text()).isEqualTo("{\"ans");
    }

    @Test
    void markersThatDecodingLeavesOutAreReadByTheirToken() {
        var reader = new ToolCallReader(OfferedTools.auto(ToolCallFormat.MISTRAL), tokens);
        reader.append('x', "x");
        reader.append(ByteVocabulary.CALLS, "");

        assertThat(reader.append('[', "[{\"name\": \"now\", \"arguments\": {\"a\": 1}}]")
                        .calls())
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.arguments()).isEqualTo("{\"a\":1}");
                    assertThat(call.id()).matches("[A-Za-z0-9]{9}");
                });
    }

    @Test
    void idsAreLikeThoseOfOpenAi() {
        Result result = read(ToolCallFormat.GENERIC, "{\"name\": \"now\", \"arguments\": {}}", 5);

        assertThat(result.calls().getFirst().id()).matches("call_[A-Za-z0-9]{24}");
    }

    @Test
    void aLongTextOfMarkersIsReadInReasonableTime() {
        String text = "<tool_call>".repeat(3000);

        assertThat(read(ToolCallFormat.HERMES, text, 50).text()).isEqualTo(text);
    }
}
