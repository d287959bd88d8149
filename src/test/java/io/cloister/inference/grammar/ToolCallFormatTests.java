package io.cloister.inference.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloister.SharedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Published chat templates show how their models call tools. */
class ToolCallFormatTests {

    @ParameterizedTest
    @CsvSource({
        "qwen2.5:0.5b,HERMES",
        "qwen3:0.6b,HERMES",
        "qwq:32b,HERMES",
        "granite4:latest,HERMES",
        "rnj-1:latest,HERMES",
        "llama3.1:8b,LLAMA",
        "llama3.2:3b,LLAMA",
        "llama4:latest,LLAMA",
        "nemotron:70b,LLAMA",
        "granite3.3:2b,GRANITE",
        "firefunction-v2:70b,FUNCTOOLS",
        "qwen3-coder:30b,GENERIC",
        "phi4-mini:3.8b,GENERIC",
        "command-r7b:7b,GENERIC",
    })
    void isFoundInTheTemplate(String model, ToolCallFormat format) {
        Path file = SharedFiles.ROOT.resolve("fixtures/chat-templates/templates.json");
        assumeTrue(Files.exists(file), "published templates are not here");
        String template = new JsonMapper().readTree(file).path(model).asString();

        assertThat(ToolCallFormat.of(template)).isEqualTo(format);
    }

    /** Lines of the templates of Mistral 7B 0.3, Small 3.2 and Devstral. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{{- \"[TOOL_CALLS] [\" }}|MISTRAL",
                "{{- \"[TOOL_CALLS][\" }}|MISTRAL",
                "{{- '[TOOL_CALLS]' + name + '[ARGS]' + arguments }}|MISTRAL_ARGS",
                "{{- '[TOOL_CALLS]' + name + arguments }}|MISTRAL_NAMED",
            })
    void ofMistralsVersionsIsToldApart(String template, ToolCallFormat format) {
        assertThat(ToolCallFormat.of(template)).isEqualTo(format);
    }
}
