package io.cloister.inference.sampling;

import java.util.Arrays;

/** Remembers what a model computed, before anything is done to it, to tell how likely tokens were. */
final class ChanceReader {

    private final int alternatives;
    private final Ranking ranking = new Ranking();
    private final Masses masses = new Masses();
    private float[] own = {};

    ChanceReader(int alternatives) {
        this.alternatives = alternatives;
    }

    /** @param logits valid numbers; copied */
    void read(float[] logits) {
        if (own.length != logits.length) {
            own = new float[logits.length];
        }
        System.arraycopy(logits, 0, own, 0, logits.length);
    }

    TokenChances of(int token) {
        float highest = ranking.read(own, own.length);
        masses.read(own, own.length, highest, 1);
        double certain = highest + Math.log(masses.total());
        int[] likeliest = new int[ranking.highest(alternatives)];
        Arrays.setAll(likeliest, ranking::place);
        double[] logarithms =
                Arrays.stream(likeliest).mapToDouble(i -> own[i] - certain).toArray();
        return new TokenChances(own[token] - certain, likeliest, logarithms);
    }
}
