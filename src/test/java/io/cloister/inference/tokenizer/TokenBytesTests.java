package io.cloister.inference.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.SharedFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes of tokens, put together, are the text that they were made of. */
class TokenBytesTests {

    private static final Path ORACLE = SharedFiles.ROOT.resolve("fixtures/oracle");
    private static final List<String> TEXTS = List.of(
            "{\"name\": \"Ärztin\", \"x\": [1, 2.5e3]}",
            "tabs\tand\nlines  and   blanks",
            "漢字 😀 naïve – \u0000\u007f",
            "<tool_call>\n{}</tool_call>");

    static Stream<String> families() throws IOException {
        if (!Files.isDirectory(ORACLE)) {
            return Stream.of("none");
        }
        try (Stream<Path> folders = Files.list(ORACLE)) {
            return folders
                    .filter(folder -> Files.exists(folder.resolve("tokenizer.json")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void ofEveryFamilyMakeTheText(String family) throws IOException {
        Path file = ORACLE.resolve(family).resolve("tokenizer.json");
        Assumptions.assumeTrue(Files.exists(file), "the shared fixtures are not here");
        check(Files.readAllBytes(file), List.of("{\"name\": \"Clara\", \"x\": [1, 2.5]}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama3", "qwen3", "gemma3", "llama2"})
    void ofPublishedModelsMakeTheText(String name) throws Exception {
        check(PublishedTokenizer.read(name), TEXTS);
    }

    private static void check(byte[] json, List<String> texts) throws IOException {
        TokenBytes tokens = TokenBytes.read(json);
        try (TextTokenizer tokenizer = TextTokenizer.load(new ByteArrayInputStream(json))) {
            for (String text : texts) {
                var joined = new ByteArrayOutputStream();
                for (long id : tokenizer.encode(text, false)) {
                    joined.writeBytes(tokens.bytes((int) id));
                }
                String made = joined.toString(StandardCharsets.UTF_8);
                // SentencePiece puts a blank before a text.
                assertThat(made).isIn(text, " " + text);
            }
        }
    }

    @Test
    void controlTokensHaveANameAndNoBytes() throws Exception {
        TokenBytes tokens =
                TokenBytes.read(Files.readAllBytes(Path.of("src/test/resources/models/stories260K/tokenizer.json")));

        assertThat(tokens.bytes(2)).isEmpty();
        assertThat(tokens.control(2)).isEqualTo("</s>");
        assertThat(tokens.controlAt("a</s>", 1)).isEqualTo("</s>");
        assertThat(tokens.control(300)).isNull();
    }

    @Test
    void tokensThatDoNotExistHaveNoBytes() throws Exception {
        TokenBytes tokens =
                TokenBytes.read(Files.readAllBytes(Path.of("src/test/resources/models/stories260K/tokenizer.json")));

        assertThat(tokens.bytes(tokens.size())).isEmpty();
        assertThat(tokens.bytes(-1)).isEmpty();
    }

    @Test
    void aTokenizerThatChangesTextBetweenWordsIsRefused() {
        byte[] json = """
                {"model":{"type":"WordPiece","vocab":{"a":0,"##b":1}},"decoder":{"type":"WordPiece"},"added_tokens":[]}
                """.getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> TokenBytes.read(json)).isInstanceOf(IOException.class);
    }
}
