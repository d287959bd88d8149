package io.cloister.inference.sampling;

/**
 * Unnormalised probabilities e^((logit - highest) / temperature), summed block by block, so that a point in their row is
 * found without adding them all again.
 */
final class Masses {

    private static final int BLOCK = 512;

    /** Times the exponent is halved before the series and the result squared after it. */
    private static final int HALVINGS = 7;

    /** Exponents below -64, whose powers are less than 2e-28, are cut off there and their powers made nothing. */
    private static final double LEAST = -64.0 / (1 << HALVINGS);

    private static final double NOTHING = power(LEAST);

    private final double[] powers = new double[BLOCK];
    private double[] sums = {};
    private float[] logits = {};
    private int size;
    private double highest;
    private double scale;
    private double total;

    /** @param max the highest of the logits, finite */
    void read(float[] from, int count, float max, double temperature) {
        logits = from;
        size = count;
        highest = max;
        scale = 1 / Math.max(temperature, 1e-6); // colder makes no difference
        int blocks = (count + BLOCK - 1) / BLOCK;
        if (sums.length < blocks) {
            sums = new double[blocks];
        }
        total = 0;
        for (int block = 0; block < blocks; block++) {
            int length = end(block) - block * BLOCK;
            raise(from, block * BLOCK, length, max, scale / (1 << HALVINGS), powers);
            sums[block] = sum(length);
            total += sums[block];
        }
    }

    private int end(int block) {
        return Math.min(size, (block + 1) * BLOCK);
    }

    private static void raise(float[] logits, int from, int length, double highest, double factor, double[] powers) {
        for (int i = 0; i < length; i++) {
            powers[i] = power(Math.max((logits[from + i] - highest) * factor, LEAST)) - NOTHING;
        }
    }

    /**
     * Taylor's series on [-1/2, 0], then squarings: multiplications and additions only, which the compiler turns into
     * vector instructions, unlike {@link Math#exp}. Wrong by less than 1e-13 of the highest mass.
     */
    private static double power(double x) {
        double p = 1 / 5040.0 + x * (1 / 40320.0 + x * (1 / 362880.0));
        p = 1 / 24.0 + x * (1 / 120.0 + x * (1 / 720.0 + x * p));
        p = 1 + x * (1 + x * (1 / 2.0 + x * (1 / 6.0 + x * p)));
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        p *= p;
        return p * p;
    }

    /** Four sums at once do not wait for each other. */
    private double sum(int length) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < length; i += 4) {
            a += powers[i];
            b += powers[i + 1];
            c += powers[i + 2];
            d += powers[i + 3];
        }
        for (; i < length; i++) {
            a += powers[i];
        }
        return a + b + c + d;
    }

    double total() {
        return total;
    }

    double at(int place) {
        return Math.exp((logits[place] - highest) * scale);
    }

    /**
     * The place whose mass holds a point of the row of all, in the order of places.
     *
     * @param share 0 to below 1
     */
    int find(double share) {
        double point = share * total;
        int block = 0;
        while (point >= sums[block] && end(block) < size) {
            point -= sums[block++];
        }
        int place = find(point, block);
        while (place < 0) { // rounding has led behind the last mass
            place = find(Double.MAX_VALUE, --block);
        }
        return place;
    }

    /** The last place of any mass where the point lies behind all; -1 where there is none. */
    private int find(double point, int block) {
        double rest = point;
        int last = -1;
        for (int i = block * BLOCK; i < end(block) && rest >= 0; i++) {
            double mass = at(i);
            rest -= mass;
            last = mass > 0 ? i : last;
        }
        return last;
    }
}
