package io.cloister.inference.sampling;

import java.util.Arrays;

/** Tokens that may come next, in the order of their numbers: first all, then ever fewer. */
final class Candidates {

    private final Ranking ranking = new Ranking();
    private final Masses masses = new Masses();

    private float[] logits = {};
    private int size;
    private float highest;

    /** Of those kept; all are their own places before. */
    private boolean all;

    private int[] tokens = {};
    private float[] kept = {};
    private float[] usualness = {};

    /** Begins anew; gives the highest logit, NaN where any is, -infinity where nothing may come. */
    float read(float[] vocabulary) {
        all = true;
        return reread(vocabulary, vocabulary.length);
    }

    private float reread(float[] from, int count) {
        logits = from;
        size = count;
        highest = ranking.read(from, count);
        return highest;
    }

    /** The likeliest; of several the one with the lowest number. */
    int likeliest() {
        return token(ranking.first());
    }

    /** Keeps so many of the likeliest. */
    void keepLikeliest(int count) {
        keep(ranking.highest(count));
    }

    /** Keeps the fewest of the likeliest that hold a share of the probability: top-p, or nucleus sampling. */
    void keepNucleus(double share) {
        masses.read(logits, size, highest, 1);
        keep(ranking.covering(share * masses.total(), masses::at));
    }

    /** Keeps what has so large a share of the likeliest's probability: min-p. */
    void keepNear(double share) {
        keep(ranking.atLeast((float) (highest + Math.log(share))));
    }

    /**
     * Keeps the fewest that hold a share of the probability and whose surprise is next to the one to be expected, the
     * entropy: locally typical sampling (Meister and others, 2022).
     */
    void keepTypical(double share) {
        masses.read(logits, size, highest, 1);
        double none = highest + Math.log(masses.total()); // a logit of no surprise
        double entropy = 0;
        for (int i = 0; i < size; i++) {
            double chance = masses.at(i) / masses.total();
            entropy += chance > 0 ? chance * (none - logits[i]) : 0;
        }
        if (usualness.length < size) {
            usualness = new float[size];
        }
        for (int i = 0; i < size; i++) {
            usualness[i] = (float) -Math.abs(none - logits[i] - entropy);
        }
        ranking.read(usualness, size);
        keep(ranking.covering(share * masses.total(), masses::at));
    }

    /** Of what the ranking has found, so many. */
    private void keep(int count) {
        ranking.sortByPlace(count);
        if (kept.length < count) {
            kept = new float[Math.max(count, 2 * kept.length)];
            tokens = Arrays.copyOf(tokens, kept.length);
        }
        for (int i = 0; i < count; i++) { // never moved behind the place it had
            int place = ranking.place(i);
            kept[i] = logits[place];
            tokens[i] = token(place);
        }
        all = false;
        reread(kept, count);
    }

    private int token(int place) {
        return all ? place : tokens[place];
    }

    /**
     * One by chance, as likely as it is at a temperature.
     *
     * @param point 0 to below 1, the share of the probability that lies before the token's, in the order of numbers
     */
    int draw(double temperature, double point) {
        masses.read(logits, size, highest, temperature);
        return token(masses.find(point));
    }
}
