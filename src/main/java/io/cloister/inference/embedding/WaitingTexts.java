package io.cloister.inference.embedding;

import io.cloister.inference.onnx.EncoderSession;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;

/**
 * The texts of one lane. Callers take turns: each gives its longest text, which others of like length join, whoever they
 * belong to. So nobody waits for the end of another's thousand texts, and hardly anything is spent on padding. Guarded by
 * the scheduler's lock.
 */
final class WaitingTexts {

    /** A text joins a longer one only where at most a tenth of its row would be padding. */
    private static final double LEAST_FILLED = 0.9;

    private final int tokensPerRun;
    private final Deque<EncodingJob<?>> turns = new ArrayDeque<>();
    private final Map<EncoderSession, NavigableSet<QueuedText>> bySession = new HashMap<>();

    WaitingTexts(int tokensPerRun) {
        this.tokensPerRun = tokensPerRun;
    }

    void add(QueuedText text) {
        if (!turns.contains(text.job())) {
            turns.addLast(text.job());
        }
        bySession
                .computeIfAbsent(text.job().session(), _ -> new TreeSet<>(QueuedText.BY_LENGTH))
                .add(text);
    }

    /** The texts of the next run, of one session, the longest first; none where nothing waits. */
    List<QueuedText> take() {
        EncodingJob<?> turn = turns.pollFirst();
        if (turn == null) {
            return List.of();
        }
        QueuedText first = turn.waiting().last();
        int length = first.input().length();
        int most = turn.session().oneTextPerRun() ? 1 : Math.max(1, tokensPerRun / length);
        NavigableSet<QueuedText> others = sharing(turn.session()).headSet(first, true);
        var batch = new ArrayList<QueuedText>();
        for (QueuedText text : others.descendingSet()) {
            if (batch.size() == most || text.input().length() < LEAST_FILLED * length) {
                break;
            }
            batch.add(text);
        }
        batch.forEach(this::remove);
        if (!turn.waiting().isEmpty()) {
            turns.addLast(turn);
        }
        return batch;
    }

    /** Drops what a caller no longer wants. */
    void removeAll(EncodingJob<?> job) {
        List.copyOf(job.waiting()).forEach(this::remove);
    }

    private void remove(QueuedText text) {
        EncoderSession session = text.job().session();
        NavigableSet<QueuedText> others = sharing(session);
        others.remove(text);
        if (others.isEmpty()) {
            bySession.remove(session);
        }
        text.job().waiting().remove(text);
        if (text.job().waiting().isEmpty()) {
            turns.remove(text.job());
        }
    }

    /** The waiting texts of a session that has some. */
    private NavigableSet<QueuedText> sharing(EncoderSession session) {
        return Objects.requireNonNull(bySession.get(session));
    }
}
