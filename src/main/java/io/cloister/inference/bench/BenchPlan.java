package io.cloister.inference.bench;

import io.cloister.inference.decoder.LoadedDecoder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is measured of a model, one after the other, each after a warm-up. Figures are named as they are printed. */
record BenchPlan(
        LoadedDecoder model,
        BenchEngine engine,
        Path folder,
        int promptTokens,
        int newTokens,
        int repeat,
        Duration warmUp,
        InstantSource clock) {

    private static final String GRAPH = "model.onnx";

    Map<String, List<Map<String, Object>>> runs(List<Integer> concurrency) throws IOException {
        var runs = new ArrayList<Map<String, Object>>();
        for (int streams : concurrency) {
            warmUp(streams);
            runs.add(new LoadRun(engine, promptTokens, newTokens, repeat).measure(streams));
        }
        return Map.of("runs", runs);
    }

    /** Whatever is asked for. */
    Map<String, List<Map<String, Object>>> special(boolean turns, List<Integer> newcomers, List<Integer> contexts)
            throws IOException, InterruptedException {
        warmUp(1);
        var figures = new LinkedHashMap<String, List<Map<String, Object>>>();
        if (turns) {
            figures.put("turns", List.of(new TurnRun(engine, promptTokens, repeat).measure()));
        }
        if (!newcomers.isEmpty()) {
            figures.put("newcomer", newcomers(newcomers));
        }
        if (!contexts.isEmpty()) {
            figures.put("contexts", contexts(contexts));
        }
        return figures;
    }

    private List<Map<String, Object>> newcomers(List<Integer> concurrency) throws InterruptedException {
        var rows = new ArrayList<Map<String, Object>>();
        for (int streams : concurrency) {
            if (streams > 1) {
                warmUp(streams);
                rows.add(new NewcomerRun(engine, promptTokens, repeat).measure(streams, model.contextLength()));
            }
        }
        return rows;
    }

    private List<Map<String, Object>> contexts(List<Integer> lengths) throws IOException {
        var run = new ContextRun(
                engine,
                newTokens,
                repeat,
                WeightBytes.of(folder.resolve(GRAPH)),
                model.bytesPerToken(),
                MemoryBandwidth.measure(clock));
        return lengths.stream().map(run::measure).toList();
    }

    /** The program is compiled while it runs, and measured when that is done. */
    private void warmUp(int streams) {
        Instant end = clock.instant().plus(warmUp);
        do {
            engine.start(streams, promptTokens, newTokens).forEach(BenchStream::times);
        } while (clock.instant().isBefore(end));
    }
}
