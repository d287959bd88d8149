package io.cloister.inference.bench;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** What many measurements come to. */
public final class Figures {

    private Figures() {}

    /** The middle one, or what lies between the two in the middle. */
    public static double median(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    /** The least that so many of 100 do not exceed (nearest rank). */
    static double percentile(Collection<Double> values, int percent) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }

    static double milliseconds(Duration time) {
        return time.toNanos() / 1e6;
    }

    static double perSecond(long count, Duration time) {
        return 1e9 * count / Math.max(1, time.toNanos());
    }

    /** To three places, for people. */
    static double rounded(double value) {
        return Math.round(1000 * value) / 1000.0;
    }
}
