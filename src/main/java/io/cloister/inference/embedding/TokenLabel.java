package io.cloister.inference.embedding;

import io.cloister.inference.TokenClassification.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a classifier says of one token.
 *
 * @param start and end are characters of the text
 * @param score the chance of the label, between 0 and 1
 */
record TokenLabel(LabelScheme.Label label, int start, int end, double score) {

    /**
     * Puts tokens together as the reference's "simple" aggregation does: neighbours of one type, until another begins. A
     * span's score is the mean of its tokens'.
     */
    static List<Span> spans(List<TokenLabel> tokens) {
        var spans = new ArrayList<Span>();
        var group = new ArrayList<TokenLabel>();
        for (TokenLabel token : tokens) {
            TokenLabel last = group.isEmpty() ? null : group.getLast();
            if (last != null && (token.label.begins() || !token.label.type().equals(last.label.type()))) {
                add(spans, group);
            }
            group.add(token);
        }
        add(spans, group);
        return spans;
    }

    private static void add(List<Span> spans, List<TokenLabel> group) {
        @Nullable TokenLabel first = group.isEmpty() ? null : group.getFirst();
        if (first != null && !first.label.type().isEmpty()) {
            double score =
                    group.stream().mapToDouble(TokenLabel::score).average().orElse(0);
            spans.add(new Span(first.label.type(), first.start, group.getLast().end, score));
        }
        group.clear();
    }
}
