package io.cloister.gateway.web;

import io.cloister.inference.GenerationChunk.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * How likely the tokens of a continued text were.
 *
 * @param textOffset where each begins in the text, in UTF-16 units
 */
@JsonNaming(SnakeCaseStrategy.class)
record TextLogprobs(
        List<String> tokens,
        List<Double> tokenLogprobs,
        List<Map<String, Double>> topLogprobs,
        List<Integer> textOffset) {

    /**
     * Null where probabilities were not asked for.
     *
     * @param begin of the first token in the text
     */
    static @Nullable TextLogprobs of(List<Token> tokens, int begin) {
        if (tokens.isEmpty()) {
            return null;
        }
        var offsets = new ArrayList<Integer>();
        int offset = begin;
        for (Token token : tokens) {
            offsets.add(offset);
            offset += token.text().length();
        }
        return new TextLogprobs(
                tokens.stream().map(Token::text).toList(),
                tokens.stream().map(Token::logarithm).toList(),
                tokens.stream().map(TextLogprobs::alternatives).toList(),
                offsets);
    }

    private static Map<String, Double> alternatives(Token token) {
        Map<String, Double> likeliest = new LinkedHashMap<>();
        token.alternatives().forEach(one -> likeliest.putIfAbsent(one.text(), one.logarithm()));
        return likeliest;
    }
}
