package io.cloister.gateway.web;

import io.cloister.inference.GenerationChunk.Token;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** How likely the tokens of a chat answer were. */
record TokenLogprobs(List<Entry> content) {

    /** Null where probabilities were not asked for. */
    static @Nullable TokenLogprobs of(List<Token> tokens) {
        return tokens.isEmpty()
                ? null
                : new TokenLogprobs(tokens.stream().map(Entry::of).toList());
    }

    @JsonNaming(SnakeCaseStrategy.class)
    record Entry(String token, double logprob, List<Integer> bytes, List<Alternative> topLogprobs) {

        static Entry of(Token token) {
            return new Entry(
                    token.text(),
                    token.logarithm(),
                    token.bytes(),
                    token.alternatives().stream().map(Alternative::of).toList());
        }
    }

    record Alternative(String token, double logprob, List<Integer> bytes) {

        static Alternative of(Token token) {
            return new Alternative(token.text(), token.logarithm(), token.bytes());
        }
    }
}
