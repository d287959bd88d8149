package io.cloister.knowledge.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextParsingTests {

    @Test
    void readsMarkdownAsItsReaderSeesIt() {
        ParsedDocument parsed = parse("guide.md", """
                # Chest *pain*

                The ECG is read within **10 minutes**
                of [arrival](https://example.org).

                3. First
                4. Second

                | Score | Action |
                |:------|-------:|
                | 0 to 3 | Home |

                <script>alert(1)</script>
                """);

        assertThat(parsed.kind()).isEqualTo(FileKind.MARKDOWN);
        assertThat(TestParser.texts(parsed))
                .containsExactly(
                        "Chest pain",
                        "The ECG is read within 10 minutes of arrival.",
                        "3. First",
                        "4. Second",
                        "Score | Action",
                        "0 to 3 | Home");
    }

    @Test
    void readsTheTextOfAPageWithoutItsFrame() {
        ParsedDocument parsed = parse("page.html", """
                <!doctype html><html><head><title>Programme</title><style>p { color: red }</style></head><body>
                <header>Head of every page</header><nav>Menu</nav>
                <h1>Rehabilitation</h1><p>It lasts <b>8</b> weeks.</p><ul><li>Walk</li></ul>
                <table><tr><th>Week</th><th>Talk</th></tr><tr><td>1</td><td>Food</td></tr></table>
                <script>alert(1)</script><footer>Foot</footer></body></html>
                """);

        assertThat(parsed.title()).isEqualTo("Programme");
        assertThat(TestParser.texts(parsed))
                .containsExactly("Rehabilitation", "It lasts 8 weeks.", "• Walk", "Week | Talk", "1 | Food");
    }

    @Test
    void joinsWrappedLinesOfPlainText() {
        ParsedDocument parsed = parse("rules.txt", """
                ALARMS
                ======

                A red alarm must be answered at the bedside within 30 seconds, and a yellow
                alarm within 3 minutes.

                  Class     Response
                  --------- ----------
                  Red       30 seconds
                """);

        assertThat(TestParser.texts(parsed))
                .containsExactly(
                        "ALARMS",
                        "A red alarm must be answered at the bedside within 30 seconds, and a yellow alarm within 3"
                                + " minutes.",
                        "Class | Response",
                        "Red | 30 seconds");
    }

    @Test
    void makesBrokenWordsWholeAndKeepsHyphensThatBelongToThem() {
        ParsedDocument parsed = parse("words.txt", """
                The follow-up is planned. All medicines against inflammation, that is every anti-
                inflammatory tablet, and all medi-
                cation is listed at the follow-
                up visit by the nurse.
                """);

        assertThat(TestParser.texts(parsed).getFirst())
                .contains("anti-inflammatory tablet")
                .contains("all medication is listed")
                .contains("the follow-up visit");
    }

    @Test
    void readsOlderEncodings() {
        byte[] latin = "Überweisungen und Gebühren werden täglich geprüft und für den Empfänger verbucht."
                .repeat(5)
                .getBytes(Charset.forName("windows-1252"));

        assertThat(TestParser.texts(TestParser.parse(latin, "a.txt")).getFirst())
                .startsWith("Überweisungen");
    }

    @Test
    void dropsCharactersThatCannotBeStoredOrMislead() {
        assertThat(TestParser.texts(parse("a.txt", "A\u0000B \u202Egnp.exe\u202C C D")))
                .containsExactly("AB gnp.exe C D");
    }

    @Test
    void takesProseThatLooksLikeALetterAsText() {
        ParsedDocument parsed =
                parse("letter.txt", "From: the Head of Legal\nSubject: Retention\n\nKeep it ten years.");

        assertThat(parsed.kind()).isEqualTo(FileKind.TEXT);
    }

    @Test
    void refusesFilesOfOtherKindsAndNamesThoseItTakes() {
        byte[] program = {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0, 62, 0};

        assertThatExceptionOfType(RefusedFile.class)
                .isThrownBy(() -> TestParser.parse(program, "report.pdf"))
                .satisfies(refused -> {
                    assertThat(refused.reason()).isEqualTo("unknown-kind");
                    assertThat(refused.sentence()).contains("PDF", "Word", "Markdown", "HTML", "plain text");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {" \n \t\n", "---\n===\n", "\uFEFF"})
    void refusesTextWithoutWords(String content) {
        assertThatExceptionOfType(RefusedFile.class)
                .isThrownBy(() -> parse("a.txt", content))
                .satisfies(refused -> assertThat(refused.reason()).isIn("no-text", "unknown-kind"));
    }

    private static ParsedDocument parse(String name, String content) {
        return TestParser.parse(content.getBytes(StandardCharsets.UTF_8), name);
    }
}
