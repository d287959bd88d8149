package io.cloister.inference.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A text that comes while others are being written, and what it does to them. */
record NewcomerRun(BenchEngine engine, int promptTokens, int repeat) {

    /** More than are ever waited for. */
    private static final int LONG = 4096;

    private static final int SHORT_PROMPT = 16;

    Map<String, Object> measure(int streams, int longest) throws InterruptedException {
        var idle = new ArrayList<Double>();
        var busy = new ArrayList<Double>();
        var gaps = new ArrayList<Double>();
        var steps = new ArrayList<Double>();
        for (int i = 0; i < repeat; i++) {
            idle.add(Figures.milliseconds(
                    engine.start(engine.prompt(promptTokens), 1).timeToFirst()));
            List<BenchStream> others = engine.start(streams - 1, SHORT_PROMPT, Math.min(LONG, longest - SHORT_PROMPT));
            for (BenchStream other : others) {
                other.awaitFirst();
            }
            BenchStream newcomer = engine.start(engine.prompt(promptTokens), 1);
            busy.add(Figures.milliseconds(newcomer.timeToFirst()));
            others.forEach(BenchStream::stop);
            Instant from = newcomer.submitted();
            others.forEach(other -> {
                gaps.addAll(other.gaps(from, newcomer.first()));
                steps.addAll(other.gaps(Instant.MIN, from));
            });
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("concurrency", streams);
        figures.put("prompt_tokens", promptTokens);
        figures.put("idle_ttft_ms", Figures.rounded(Figures.median(idle)));
        figures.put("newcomer_ttft_ms", Figures.rounded(Figures.median(busy)));
        // While the newcomer is read, each gap of the others is one chunk of it and one step of theirs.
        figures.put("chunk_and_step_ms", gaps.isEmpty() ? 0 : Figures.rounded(Figures.median(gaps)));
        figures.put("step_ms", steps.isEmpty() ? 0 : Figures.rounded(Figures.median(steps)));
        figures.put("ratio", Figures.rounded(Figures.median(busy) / Figures.median(idle)));
        return figures;
    }
}
