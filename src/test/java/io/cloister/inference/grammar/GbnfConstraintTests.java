package io.cloister.inference.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.inference.OutputFormat;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grammars in llama.cpp's notation. */
class GbnfConstraintTests {

    private static final String ARITHMETIC = """
            # sums of products, each line one rule
            root  ::= (expr "=" ws term "\\n")+
            expr  ::= term ([-+*/] term)*   # no left recursion
            term  ::= ident | num |
                      "(" ws expr ")" ws
            ident ::= [a-z] [a-z0-9_]* ws
            num   ::= [0-9]+ ws
            ws    ::= [ \\t\\n]*
            """;

    private static ConstrainedTexts texts;

    @BeforeAll
    static void load() throws Exception {
        texts = ConstrainedTexts.ofBytes("ab", "((", "))", "=1", "\u00e9t\u00e9");
    }

    @AfterAll
    static void close() {
        texts.close();
    }

    private static boolean accepts(String grammar, String text) {
        return texts.accepts(texts.start(new OutputFormat.Grammar(grammar)), text);
    }

    @Test
    void llamaCppsExampleOfArithmeticIsFollowed() {
        assertThat(accepts(ARITHMETIC, "x1 = 12\n")).isTrue();
        assertThat(accepts(ARITHMETIC, "((ab+3)*(c-1))= 0\nz=z\n")).isTrue();
        assertThat(accepts(ARITHMETIC, "(a+3=1\n")).isFalse();
        assertThat(accepts(ARITHMETIC, "a+3\n")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "root ::= \"a\"{2,3}|aa|a",
                "root ::= \"a\"{2}|aa|aaa",
                "root ::= \"a\"{2,}|aaaaa|a",
                "root ::= \"a\"{,2} \"b\"|b|aaab",
                "root ::= [^a-c\\n]+|\u00e9\u6f22d|da",
                "root ::= \"\\x41\\u00e9\\U0001F600\"|A\u00e9\uD83D\uDE00|A",
                "root ::= . . .|\uD83D\uDE00\u6f22x|ab",
                "root ::= \"\\\"\" [\\]\\-] \"\\\\\"|\"]\\|\"x\\",
                "root ::= a-b+\\na-b ::= \"x\" \"y\"?|xxyx|yx",
                "root ::= \"a\" (\"b\" root)?|ababa|abab",
                "root ::= \"x\" opt \"z\"\\nopt ::= \"y\"?|xz|xyyz",
            })
    void operatorsMeanWhatTheyMeanThere(String grammar, String inside, String outside) {
        String source = grammar.replace("\\na-b", "\na-b").replace("\\nopt", "\nopt");

        assertThat(accepts(source, inside)).isTrue();
        assertThat(accepts(source, outside)).isFalse();
    }

    @Test
    void whatIsWrittenAtRandomIsAccepted() {
        var grammar = new OutputFormat.Grammar(
                "root ::= item (\",\" item)* \nitem ::= [a-f]+ | \"[\" root \"]\" | \"\u00e9\"{1,3}");
        for (int seed = 0; seed < 50; seed++) {
            String written = texts.random(() -> texts.start(grammar), new Random(seed), 30);

            assertThat(accepts(grammar.gbnf(), written)).as(written).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "root ::= root \"a\"|left recursion",
                "root ::= a\\na ::= b? root|left recursion",
                "root ::= a|names a rule \"a\" that it does not define",
                "start ::= \"a\"|no rule \"root\"",
                "root ::= \"a|ends within quotes",
                "root ::= [a|ends within quotes",
                "root ::= (\"a\"|missing",
                "root ::= \"a\" )|in line 1",
                "root = \"a\"|\"::=\" is missing",
                "root ::= \"\\q\"|escape",
                "root ::= \"a\"{3,1}|less often",
                "root ::= \"a\" root|never ends",
                "root ::= \"a\"{9999} \"b\"{9999} x\\nx ::= (\"abcdefghij\"{9999}){9999}|too large",
            })
    void whatCannotBeReadIsRefusedWithItsReason(String grammar, String reason) {
        String source = grammar.replace("\\na ", "\na ").replace("\\nx ", "\nx ") + "\nb ::= \"b\"";

        assertThatThrownBy(() -> accepts(source, "a")).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.type()).isEqualTo(ProblemType.INVALID_INPUT);
            assertThat(problem.sentence()).contains(reason);
        });
    }

    @Test
    void aGrammarThatCanBeReadInCountlessWaysFailsInsteadOfTakingAllMemory() {
        TokenConstraint constraint =
                texts.start(new OutputFormat.Grammar("root ::= \"a\" | \"a\" root root | \"a\" root root root"));

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 5000; i++) {
                        constraint.mask();
                        constraint.accept('a');
                    }
                })
                .isInstanceOf(Problem.class)
                .hasMessageContaining("too many ways");
    }
}
