package io.cloister.inference.sampling;

import io.cloister.inference.Sampling;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Chooses tokens as the definitions say, without any haste. */
final class PlainChooser {

    private final Sampling sampling;
    private final List<Integer> text = new ArrayList<>();
    private final int promptLength;
    private final RandomGenerator random;

    PlainChooser(Sampling sampling, long seed, long[] prompt) {
        this.sampling = sampling;
        LongStream.of(prompt).forEach(token -> text.add((int) token));
        this.promptLength = prompt.length;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    int choose(float[] logits, long @Nullable [] mask) {
        float[] changed = changed(logits, mask);
        int token = sampling.temperature() == 0 || sampling.topK() == 1
                ? ranked(changed, all(changed)).getFirst()
                : draw(distribution(changed));
        text.add(token);
        return token;
    }

    /** The probability of each token. */
    double[] distribution(float[] logits) {
        List<Integer> kept = ranked(logits, all(logits));
        if (sampling.topK() > 0) {
            kept = kept.subList(0, Math.min(sampling.topK(), kept.size()));
        }
        if (sampling.typical() < 1) {
            double[] chances = softmax(logits, kept, 1);
            double entropy = kept.stream()
                    .mapToDouble(token -> chances[token] > 0 ? -chances[token] * Math.log(chances[token]) : 0)
                    .sum();
            Comparator<Integer> usual =
                    Comparator.comparingDouble(token -> Math.abs(-Math.log(chances[token]) - entropy));
            kept = covering(
                    kept.stream().sorted(usual.thenComparing(token -> token)).toList(), chances, sampling.typical());
        }
        if (sampling.topP() < 1) {
            kept = covering(ranked(logits, kept), softmax(logits, kept, 1), sampling.topP());
        }
        double[] chances = softmax(logits, kept, 1);
        double least = sampling.minP() * chances[ranked(logits, kept).getFirst()];
        kept = kept.stream().filter(token -> chances[token] >= least).toList();
        return softmax(logits, kept, sampling.temperature());
    }

    private float[] changed(float[] logits, long @Nullable [] mask) {
        float[] changed = logits.clone();
        Sampling.Penalties penalties = sampling.penalties();
        sampling.bias().forEach((token, bias) -> changed[token] += bias);
        int from = penalties.window() == 0 ? 0 : Math.max(0, text.size() - penalties.window());
        for (int token : text.subList(from, text.size()).stream().distinct().toList()) {
            changed[token] = (float)
                    (changed[token] > 0
                            ? changed[token] / penalties.repetition()
                            : changed[token] * penalties.repetition());
        }
        List<Integer> answer = text.subList(promptLength, text.size());
        for (int token : answer.stream().distinct().toList()) {
            long count = answer.stream().filter(other -> other == token).count();
            changed[token] = (float) (changed[token] - count * penalties.frequency() - penalties.presence());
        }
        for (int token = 0; mask != null && token < changed.length; token++) {
            if ((mask[token / 64] >> (token % 64) & 1) == 0) {
                changed[token] = Float.NEGATIVE_INFINITY;
            }
        }
        return changed;
    }

    private int draw(double[] chances) {
        double point = random.nextDouble();
        int last = -1;
        for (int token = 0; token < chances.length && point >= 0; token++) {
            if (chances[token] > 0) {
                point -= chances[token];
                last = token;
            }
        }
        return last;
    }

    private static List<Integer> all(float[] logits) {
        return IntStream.range(0, logits.length)
                .filter(token -> logits[token] > Float.NEGATIVE_INFINITY)
                .boxed()
                .toList();
    }

    private static List<Integer> ranked(float[] logits, List<Integer> tokens) {
        Comparator<Integer> likeliest = Comparator.comparingDouble(token -> -logits[token]);
        return tokens.stream().sorted(likeliest.thenComparing(token -> token)).toList();
    }

    private static List<Integer> covering(List<Integer> tokens, double[] chances, double share) {
        int count = 0;
        for (double sum = 0; count < tokens.size() && sum < share; count++) {
            sum += chances[tokens.get(count)];
        }
        return tokens.subList(0, count);
    }

    private static double[] softmax(float[] logits, List<Integer> tokens, double temperature) {
        double[] chances = new double[logits.length];
        double highest =
                tokens.stream().mapToDouble(token -> logits[token]).max().orElseThrow();
        tokens.forEach(token -> chances[token] = Math.exp((logits[token] - highest) / temperature));
        double total = tokens.stream().mapToDouble(token -> chances[token]).sum();
        tokens.forEach(token -> chances[token] /= total);
        return chances;
    }
}
