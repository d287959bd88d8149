package io.cloister.inference.decoder;

import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationInput;
import io.cloister.inference.OutputFormat;
import io.cloister.inference.ToolOffer;
import io.cloister.inference.grammar.ConstraintCompiler;
import io.cloister.inference.grammar.TokenConstraint;
import io.cloister.inference.grammar.ToolCallFormat;
import io.cloister.inference.grammar.ToolCallReader;
import io.cloister.inference.grammar.ToolGrammar;
import io.cloister.inference.sampling.TokenChances;
import io.cloister.inference.tokenizer.TokenBytes;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.util.function.SingletonSupplier;

/** What a model's tokens spell, and how it is kept to a format or calls tools. Safe for use by many threads. */
final class OutputLanguage {

    private final TokenBytes tokens;
    private final ToolCallFormat calls;
    private final Supplier<ConstraintCompiler> compiler;

    /**
     * @param vocabulary number of logits
     * @param ends tokens that end a text
     */
    OutputLanguage(TokenBytes tokens, ToolCallFormat calls, int vocabulary, int[] ends) {
        this.tokens = tokens;
        this.calls = calls;
        // Takes a moment for a large vocabulary, and most models are never asked for a format.
        this.compiler = SingletonSupplier.of(() -> new ConstraintCompiler(tokens, vocabulary, ends));
    }

    /**
     * What keeps an answer to a format, and to the tools offered; null where it may be anything.
     *
     * @throws Problem {@code invalid-input} where that cannot be followed
     */
    @Nullable TokenConstraint constraint(GenerationInput input, OutputFormat format) {
        ToolOffer offer = offer(input);
        if (offer.tools().isEmpty() && format instanceof OutputFormat.Free) {
            return null;
        }
        return offer.tools().isEmpty()
                ? compiler.get().start(format)
                : compiler.get().start(new ToolGrammar(calls, offer), format);
    }

    /** What takes calls of tools out of an answer; null where none are offered. */
    @Nullable ToolCallReader reader(GenerationInput input) {
        ToolOffer offer = offer(input);
        return offer.tools().isEmpty() || offer.choice() instanceof ToolOffer.Choice.None
                ? null
                : new ToolCallReader(new ToolGrammar(calls, offer), tokens);
    }

    private static ToolOffer offer(GenerationInput input) {
        return input instanceof GenerationInput.Conversation conversation ? conversation.tools() : ToolOffer.NONE;
    }

    /** How likely a token was, in words. */
    GenerationChunk.Token told(int token, TokenChances chances) {
        var alternatives = new ArrayList<GenerationChunk.Token>();
        for (int i = 0; i < chances.alternatives().length; i++) {
            alternatives.add(told(chances.alternatives()[i], chances.logarithms()[i], List.of()));
        }
        return told(token, chances.logarithm(), alternatives);
    }

    private GenerationChunk.Token told(int token, double logarithm, List<GenerationChunk.Token> alternatives) {
        byte[] bytes = tokens.bytes(token);
        return new GenerationChunk.Token(
                tokens.text(token),
                IntStream.range(0, bytes.length)
                        .mapToObj(i -> Byte.toUnsignedInt(bytes[i]))
                        .toList(),
                logarithm,
                alternatives);
    }

    /** For tokenizers whose tokens have no bytes of their own. */
    static Problem unknown() {
        return new Problem(
                ProblemType.INVALID_INPUT,
                "This model's tokenizer is of a kind that cannot be kept to a format or tell how likely words are. Please ask without, or choose another model.");
    }
}
