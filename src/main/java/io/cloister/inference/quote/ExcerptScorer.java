package io.cloister.inference.quote;

import io.cloister.inference.SourceText;
import io.cloister.inference.TextEmbedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says how well an excerpt answers a question: a logistic model over three figures, namely the cosine of question and
 * excerpt (with its title and context), the share of the question's words that the excerpt itself holds, weighted by
 * rarity, and whether a quantity is asked for but none stated. The weights were fitted to two sets of questions about
 * hospital guidelines and office policies; fitted to one set alone they do as well on the other. 0 is the border between
 * an answer and none.
 */
final class ExcerptScorer {

    private static final double COSINE = 22;
    private static final double OVERLAP = 8;
    private static final double QUANTITY_MISSING = -3;
    private static final double BIAS = -21.5;
    private static final int MOST_EMBEDDED = 32;

    private final TextEmbedding embedding;
    private final Words words;
    private final WordRarity rarity;

    ExcerptScorer(TextEmbedding embedding, Words words, WordRarity rarity) {
        this.embedding = embedding;
        this.words = words;
        this.rarity = rarity;
    }

    /** The excerpts of the sources that may answer, with their scores. */
    List<ScoredExcerpt> score(String question, List<SourceText> sources) {
        List<Candidate> candidates = likeliest(candidates(question, sources));
        if (candidates.isEmpty()) {
            return List.of();
        }
        float[] asked = embedding.embedQuery(question);
        List<float[]> vectors = embedding.embedPassages(
                candidates.stream().map(Candidate::inContext).toList());
        var scored = new ArrayList<ScoredExcerpt>(candidates.size());
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            double score = candidate.score() + COSINE * cosine(asked, vectors.get(i));
            scored.add(new ScoredExcerpt(candidate.excerpt(), candidate.stems(), score));
        }
        return scored;
    }

    private List<Candidate> candidates(String question, List<SourceText> sources) {
        Map<String, Double> weights = weights(question);
        boolean quantity = QuantityQuestion.asked(question);
        var candidates = new ArrayList<Candidate>();
        for (SourceText source : sources) {
            for (Excerpt excerpt : ExcerptReader.read(source)) {
                Set<String> stems = words.stems(excerpt.text());
                double score = BIAS + OVERLAP * overlap(weights, stems);
                if (quantity && !QuantityQuestion.stated(excerpt.text())) {
                    score += QUANTITY_MISSING;
                }
                candidates.add(new Candidate(source, excerpt, stems, score));
            }
        }
        return candidates;
    }

    /** Embedding is what takes time, and those that share least with the question hardly ever win. */
    private static List<Candidate> likeliest(List<Candidate> candidates) {
        return candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::score).reversed())
                .limit(MOST_EMBEDDED)
                .toList();
    }

    /** @param score without the cosine */
    private record Candidate(SourceText source, Excerpt excerpt, Set<String> stems, double score) {

        String inContext() {
            String context = excerpt.context().isEmpty() ? "" : excerpt.context() + "\n";
            return source.title() + ". " + context + excerpt.text();
        }
    }

    private Map<String, Double> weights(String question) {
        var weights = new HashMap<String, Double>();
        words.withSurface(question).forEach((stem, surface) -> weights.put(stem, rarity.of(surface)));
        return weights;
    }

    private static double overlap(Map<String, Double> weights, Set<String> stems) {
        double all = 0;
        double held = 0;
        for (var entry : weights.entrySet()) {
            all += entry.getValue();
            held += stems.contains(entry.getKey()) ? entry.getValue() : 0;
        }
        return all == 0 ? 0 : held / all;
    }

    private static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
