package io.cloister.inference.bench;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some texts at the same time.
 *
 * @param promptTokens of each text
 * @param newTokens of each text, at least 2
 */
record LoadRun(BenchEngine engine, int promptTokens, int newTokens, int repeat) {

    /** Medians over all repetitions; percentiles over all tokens of all of them. */
    Map<String, Object> measure(int streams) throws IOException {
        ProcessMemory.forgetPeaks();
        var prefill = new ArrayList<Double>();
        var total = new ArrayList<Double>();
        var all = new ArrayList<BenchStream>();
        for (int i = 0; i < repeat; i++) {
            List<BenchStream> texts = engine.start(streams, promptTokens, newTokens);
            Instant start = texts.getFirst().submitted();
            Instant read = latest(texts.stream().map(BenchStream::first).toList());
            Instant written = latest(texts.stream().map(BenchStream::last).toList());
            prefill.add(Figures.perSecond((long) streams * promptTokens, Duration.between(start, read)));
            total.add(Figures.perSecond((long) streams * newTokens, Duration.between(start, written)));
            all.addAll(texts);
        }
        List<Double> first = all.stream()
                .map(text -> Figures.milliseconds(text.timeToFirst()))
                .toList();
        List<Double> gaps = all.stream().flatMap(text -> text.gaps().stream()).toList();
        var figures = new LinkedHashMap<String, Object>();
        figures.put("concurrency", streams);
        put(figures, "prefill_tokens_per_s", Figures.median(prefill));
        put(
                figures,
                "decode_tokens_per_s",
                Figures.median(all.stream().map(BenchStream::speed).toList()));
        put(figures, "total_tokens_per_s", Figures.median(total));
        put(figures, "ttft_ms_p50", Figures.median(first));
        put(figures, "ttft_ms_p95", Figures.percentile(first, 95));
        put(figures, "itl_ms_p50", Figures.median(gaps));
        put(figures, "itl_ms_p95", Figures.percentile(gaps, 95));
        figures.put("peak_rss_mb", ProcessMemory.peakMegabytes());
        figures.put("peak_heap_mb", ProcessMemory.heapPeakMegabytes());
        return figures;
    }

    private static void put(Map<String, Object> figures, String name, double value) {
        figures.put(name, Figures.rounded(value));
    }

    private static Instant latest(List<Instant> times) {
        return times.stream().max(Comparator.naturalOrder()).orElseThrow();
    }
}
