package io.cloister.inference.console;

import io.cloister.inference.Sampling;
import io.cloister.inference.Sampling.Penalties;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a token is chosen. Without any the likeliest is taken; penalties leave nothing to chance. */
final class SamplingOptions {

    @Option(
            names = "--greedy",
            description = "take the likeliest token always, which is what happens without the others but penalties")
    private boolean greedy;

    @Option(names = "--temperature", description = "0 to 2; 1 where only others of chance are given")
    private @Nullable Double temperature;

    @Option(names = "--top-k", description = "number of tokens considered; 0 for all")
    private @Nullable Integer topK;

    @Option(names = "--typical", description = "share of probability of the tokens of usual surprise, above 0 to 1")
    private @Nullable Double typical;

    @Option(names = "--top-p", description = "share of probability considered, above 0 to 1")
    private @Nullable Double topP;

    @Option(names = "--min-p", description = "least probability, as a share of the likeliest token's, 0 to 1")
    private @Nullable Double minP;

    @Option(names = "--seed", description = "same seed, same text")
    private @Nullable Long seed;

    @Option(
            names = "--repetition-penalty",
            defaultValue = "1",
            description = "for tokens that are there already, above 0 to 10; 1 for none")
    private double repetition;

    @Option(
            names = "--frequency-penalty",
            defaultValue = "0",
            description = "for each time a token was written, -2 to 2")
    private double frequency;

    @Option(names = "--presence-penalty", defaultValue = "0", description = "for tokens that were written, -2 to 2")
    private double presence;

    /** @throws BadUse where options are out of range or exclude each other */
    Sampling sampling() {
        require(repetition > 0 && repetition <= 10, "--repetition-penalty", "a number above 0 and up to 10");
        require(frequency >= -2 && frequency <= 2, "--frequency-penalty", "a number from -2 to 2");
        require(presence >= -2 && presence <= 2, "--presence-penalty", "a number from -2 to 2");
        var penalties = new Penalties(repetition, frequency, presence, 0);
        boolean chance = Stream.of(temperature, topK, typical, topP, minP, seed).anyMatch(Objects::nonNull);
        if (greedy && chance) {
            throw new BadUse(
                    "--greedy leaves nothing to chance; leave it out, or --temperature, --top-k, --typical, --top-p, --min-p and --seed");
        }
        return chance ? byChance(penalties) : new Sampling(0, 0, 1, 1, 0, penalties, Map.of(), null);
    }

    private Sampling byChance(Penalties penalties) {
        double heat = temperature == null ? 1 : temperature;
        int count = topK == null ? 0 : topK;
        double usual = typical == null ? 1 : typical;
        double share = topP == null ? 1 : topP;
        double least = minP == null ? 0 : minP;
        require(heat >= 0 && heat <= 2, "--temperature", "a number from 0 to 2");
        require(count >= 0, "--top-k", "a number from 1, or 0 for all");
        require(usual > 0 && usual <= 1, "--typical", "a number above 0 and up to 1");
        require(share > 0 && share <= 1, "--top-p", "a number above 0 and up to 1");
        require(least >= 0 && least <= 1, "--min-p", "a number from 0 to 1");
        return new Sampling(heat, count, usual, share, least, penalties, Map.of(), seed);
    }

    private static void require(boolean right, String option, String wanted) {
        if (!right) {
            throw new BadUse("%s is out of range; give %s".formatted(option, wanted));
        }
    }
}
