package io.cloister.inference.console;

import io.cloister.inference.Sampling;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how a token is chosen. Without any the likeliest is taken. */
final class SamplingOptions {

    @Option(
            names = "--greedy",
            description = "take the likeliest token always, which is what happens without the others")
    private boolean greedy;

    @Option(names = "--temperature", description = "0 to 2; 1 where only the others are given")
    private @Nullable Double temperature;

    @Option(names = "--top-p", description = "share of probability considered, above 0 to 1")
    private @Nullable Double topP;

    @Option(names = "--top-k", description = "number of tokens considered; 0 for all")
    private @Nullable Integer topK;

    @Option(names = "--seed", description = "same seed, same text")
    private @Nullable Long seed;

    Sampling sampling() {
        boolean chance = temperature != null || topP != null || topK != null || seed != null;
        if (greedy && chance) {
            throw new BadUse(
                    "--greedy leaves nothing to chance; leave it out, or --temperature, --top-p, --top-k and --seed");
        }
        if (!chance) {
            return Sampling.GREEDY;
        }
        double heat = temperature == null ? 1 : temperature;
        double share = topP == null ? 1 : topP;
        int count = topK == null ? 0 : topK;
        require(heat >= 0 && heat <= 2, "--temperature", "a number from 0 to 2");
        require(share > 0 && share <= 1, "--top-p", "a number above 0 and up to 1");
        require(count >= 0, "--top-k", "a number from 1, or 0 for all");
        return Sampling.of(heat, share, count, seed);
    }

    private static void require(boolean right, String option, String wanted) {
        if (!right) {
            throw new BadUse("%s is out of range; give %s".formatted(option, wanted));
        }
    }
}
