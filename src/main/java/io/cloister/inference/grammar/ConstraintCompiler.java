package io.cloister.inference.grammar;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cloister.inference.OutputFormat;
import io.cloister.inference.ToolOffer;
import io.cloister.inference.tokenizer.TokenBytes;
import io.cloister.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes constraints for the texts of one model: holds its vocabulary as a prefix tree, the grammars compiled last and
 * the masks found last, both within bounds. Safe for use by many threads.
 */
public final class ConstraintCompiler {

    private static final long GRAMMAR_BYTES = 48L << 20;

    private final TokenMasks masks;
    private final Spelling spelling;
    private final byte[][] spelled;
    private final Cache<Object, CompiledGrammar> grammars = Caffeine.newBuilder()
            .maximumWeight(GRAMMAR_BYTES)
            .weigher((Object _, CompiledGrammar grammar) -> grammar.bytes())
            .build();

    /**
     * @param vocabulary number of logits of the model; tokens from there on do not exist
     * @param ends tokens that end a text, below {@code vocabulary}
     */
    public ConstraintCompiler(TokenBytes tokens, int vocabulary, int[] ends) {
        this.spelling = new Spelling(tokens);
        this.spelled = spelling.all(vocabulary);
        for (int end : ends) {
            spelled[end] = new byte[0];
        }
        this.masks = new TokenMasks(new TokenTrie(spelled), ends);
        masks.prepare(new ConfigurationGraph(AutomatonBuilder.build(Grammars.usual())));
    }

    /**
     * A constraint for one text; null where anything may be written.
     *
     * @throws Problem {@code invalid-input} where the format cannot be followed; says what of it and why
     */
    public @Nullable TokenConstraint start(OutputFormat format) {
        return format instanceof OutputFormat.Free ? null : constraint(format, () -> Grammars.of(format), null);
    }

    /**
     * A constraint for one text in which tools may be called; null where anything may be written. Where the model decides
     * by itself, text is free until it begins a call; with a format, it writes one or the other from the start.
     *
     * @param format of an answer that is no call
     * @throws Problem {@code invalid-input} where the format or a tool's schema is invalid, or no tool is there to call
     */
    public @Nullable TokenConstraint start(ToolGrammar tools, OutputFormat format) {
        boolean decides = tools.offer().choice() instanceof ToolOffer.Choice.Auto;
        if (tools.offer().choice() instanceof ToolOffer.Choice.None
                || (decides && tools.offer().tools().isEmpty())) {
            return start(format);
        }
        List<Object> key = List.of(tools, decides ? format : tools);
        if (!decides || !(format instanceof OutputFormat.Free)) {
            return constraint(key, () -> Grammars.of(tools, decides ? format : null, spelling), null);
        }
        var trigger = new CallTrigger(spelling.of(tools.format().marker()), continuations(tools));
        return constraint(key, () -> Grammars.afterMarker(tools, spelling), trigger);
    }

    /** The names of tools as they follow a marker that is none by itself. */
    private static List<byte[]> continuations(ToolGrammar tools) {
        return tools.offer().tools().stream()
                .filter(_ -> tools.format().isLeading())
                .map(ToolOffer.Tool::name)
                .flatMap(name -> Stream.of(": \"" + name + "\"", ":\"" + name + "\""))
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private TokenConstraint constraint(Object key, Supplier<Grammar> grammar, @Nullable CallTrigger trigger) {
        CompiledGrammar compiled = grammars.get(key, _ -> new CompiledGrammar(AutomatonBuilder.build(grammar.get())));
        return new TokenConstraint(masks, spelled, compiled.graph(), trigger);
    }
}
