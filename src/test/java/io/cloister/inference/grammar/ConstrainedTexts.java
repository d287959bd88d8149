package io.cloister.inference.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.inference.OutputFormat;
import io.cloister.inference.tokenizer.TextTokenizer;
import io.cloister.inference.tokenizer.TokenBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.Supplier;

/** Texts of a vocabulary under a constraint: written at random, or given and checked. */
final class ConstrainedTexts implements AutoCloseable {

    final TokenBytes tokens;
    final ConstraintCompiler compiler;
    final TextTokenizer tokenizer;
    private final int end;

    ConstrainedTexts(byte[] json, int end) throws IOException {
        this.tokens = TokenBytes.read(json);
        this.tokenizer = TextTokenizer.load(new ByteArrayInputStream(json));
        this.end = end;
        this.compiler = new ConstraintCompiler(tokens, tokens.size() + 3, new int[] {end});
    }

    /** A vocabulary of one token for each byte, a few longer ones and an end. */
    static ConstrainedTexts ofBytes(String... longer) throws IOException {
        return new ConstrainedTexts(ByteVocabulary.json(longer), ByteVocabulary.END);
    }

    TokenConstraint start(OutputFormat format) {
        return Objects.requireNonNull(compiler.start(format));
    }

    TokenConstraint start(ToolGrammar tools, OutputFormat format) {
        return Objects.requireNonNull(compiler.start(tools, format));
    }

    /** Takes one allowed token after another, whatever they are; after {@code length} such that end the text. */
    String random(Supplier<TokenConstraint> start, Random random, int length) {
        TokenConstraint constraint = start.get();
        List<Integer> taken = new ArrayList<>();
        var text = new ByteArrayOutputStream();
        while (true) {
            BitSet allowed = BitSet.valueOf(constraint.mask());
            assertThat(allowed.isEmpty()).as("after %s", text).isFalse();
            assertThat(allowed.get(end)).as("after %s", text).isEqualTo(constraint.complete());
            int token = taken.size() < length ? any(allowed, random) : closing(start, taken, constraint, allowed);
            constraint.accept(token);
            taken.add(token);
            if (token == end) {
                return text.toString(StandardCharsets.UTF_8);
            }
            String control = tokens.control(token);
            text.writeBytes(control == null ? tokens.bytes(token) : control.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static int any(BitSet allowed, Random random) {
        int chosen = random.nextInt(allowed.cardinality());
        return allowed.stream().skip(chosen).findFirst().orElseThrow();
    }

    /** A token that leaves less to write. */
    private int closing(Supplier<TokenConstraint> start, List<Integer> taken, TokenConstraint now, BitSet allowed) {
        if (allowed.get(end)) {
            return end;
        }
        for (int token = allowed.nextSetBit(0); token >= 0; token = allowed.nextSetBit(token + 1)) {
            if (tokens.bytes(token).length > 1) {
                continue;
            }
            TokenConstraint after = start.get();
            taken.forEach(after::accept);
            after.accept(token);
            if (after.shortest() < now.shortest()) {
                return token;
            }
        }
        throw new AssertionError("Nothing brings the text to its end");
    }

    /** Whether each token of a text is allowed, and its end. */
    boolean accepts(TokenConstraint constraint, String text) {
        for (long token : tokenizer.encode(text, false)) {
            if (!BitSet.valueOf(constraint.mask()).get((int) token)) {
                return false;
            }
            constraint.accept((int) token);
        }
        return constraint.complete() && BitSet.valueOf(constraint.mask()).get(end);
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
