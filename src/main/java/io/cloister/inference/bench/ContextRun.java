package io.cloister.inference.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a token costs behind a text of some length.
 *
 * @param weightBytes read for each token
 * @param cacheBytes read for each token, for each token before it
 * @param bandwidth bytes per second that memory gives at most
 */
record ContextRun(BenchEngine engine, int newTokens, int repeat, long weightBytes, long cacheBytes, double bandwidth) {

    Map<String, Object> measure(int context) {
        var gaps = new ArrayList<Double>();
        for (int i = 0; i < repeat; i++) {
            gaps.addAll(engine.start(engine.prompt(context), newTokens).gaps());
        }
        double milliseconds = Figures.median(gaps);
        long bytes = weightBytes + cacheBytes * (context + newTokens / 2);
        double traffic = 1e3 * bytes / milliseconds;
        var figures = new LinkedHashMap<String, Object>();
        figures.put("context", context);
        figures.put("ms_per_token", Figures.rounded(milliseconds));
        figures.put("tokens_per_s", Figures.rounded(1e3 / milliseconds));
        figures.put("bytes_per_token", bytes);
        figures.put("gb_per_s", Figures.rounded(traffic / 1e9));
        figures.put("memory_gb_per_s", Figures.rounded(bandwidth / 1e9));
        figures.put("share_of_bandwidth", Figures.rounded(traffic / bandwidth));
        return figures;
    }
}
