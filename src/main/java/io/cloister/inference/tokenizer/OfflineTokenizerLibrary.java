package io.cloister.inference.tokenizer;

import ai.djl.util.Utils;

/**
 * Silences the tokenizer library before its first use. Left alone it reports home on every load (a cloud metadata
 * address, then a telemetry bucket) and fetches native code on machines with CUDA.
 */
public final class OfflineTokenizerLibrary {

    private static final String NO_TRACKING = "OPT_OUT_TRACKING";
    private static final String OFFLINE = "ai.djl.offline";
    private static final String FLAVOR = "RUST_FLAVOR";

    private OfflineTokenizerLibrary() {}

    /**
     * Switches both off for this process. Cheap; every load goes through it, and a program may call it first thing.
     *
     * @throws IllegalStateException where the environment of the process forces one of them on
     */
    public static void enforce() {
        System.setProperty(NO_TRACKING, "true");
        System.setProperty(OFFLINE, "true");
        // Otherwise it looks for CUDA first and warns when it finds half of one.
        System.setProperty(FLAVOR, "cpu");
        if (!Boolean.parseBoolean(Utils.getEnvOrSystemProperty(NO_TRACKING)) || !Utils.isOfflineMode()) {
            throw new IllegalStateException(
                    "The environment variables OPT_OUT_TRACKING and DJL_OFFLINE make the tokenizer"
                            + " library call the internet. Unset them or set both to true.");
        }
    }
}
