package io.cloister.inference.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The second turn of a conversation: what was said is known, and a question is new.
 *
 * @param length tokens of the conversation before it, at least {@link #LEAST}
 */
record TurnRun(BenchEngine engine, int length, int repeat) {

    private static final int ANSWER = 32;
    private static final int QUESTION = 32;

    /** Fewest tokens of a conversation. */
    static final int LEAST = 2 * ANSWER;

    Map<String, Object> measure() {
        var cold = new ArrayList<Double>();
        var warm = new ArrayList<Double>();
        for (int i = 0; i < repeat; i++) {
            cold.add(toFirst(engine.prompt(length + QUESTION)));
            int[] first = engine.prompt(length - ANSWER);
            int[] answer = engine.start(first, ANSWER).tokens();
            int[] second = Arrays.copyOf(first, length + QUESTION);
            System.arraycopy(answer, 0, second, first.length, ANSWER);
            System.arraycopy(engine.prompt(QUESTION), 0, second, length, QUESTION);
            warm.add(toFirst(second));
        }
        var figures = new LinkedHashMap<String, Object>();
        figures.put("conversation_tokens", length);
        figures.put("cold_ttft_ms", Figures.rounded(Figures.median(cold)));
        figures.put("warm_ttft_ms", Figures.rounded(Figures.median(warm)));
        figures.put("ratio", Figures.rounded(Figures.median(warm) / Figures.median(cold)));
        return figures;
    }

    private double toFirst(int[] prompt) {
        return Figures.milliseconds(engine.start(prompt, 1).timeToFirst());
    }
}
