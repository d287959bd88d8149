package io.cloister.demo;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;

/** Passwords that can be read out: five words of a short list and a number, about 37 bits; for demonstrations only. */
final class SamplePasswords {

    private static final List<String> WORDS = List.of(
            "amber", "anchor", "apple", "arbor", "aspen", "basil", "beacon", "birch", "canyon", "cedar", "cobalt",
            "coral", "delta", "ember", "fable", "falcon", "garnet", "harbor", "hazel", "indigo", "ivory", "juniper",
            "lantern", "linen", "maple", "meadow", "nectar", "olive", "opal", "pebble", "quartz", "river");
    private static final SecureRandom RANDOM = new SecureRandom();

    private SamplePasswords() {}

    static String next() {
        String words = RANDOM.ints(5, 0, WORDS.size()).mapToObj(WORDS::get).collect(Collectors.joining("-"));
        return words + "-" + RANDOM.nextInt(1000, 10_000);
    }
}
