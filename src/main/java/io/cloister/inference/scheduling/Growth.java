package io.cloister.inference.scheduling;

import io.cloister.inference.binding.RuntimeFailure;
import io.cloister.inference.onnx.DecoderRows;
import io.cloister.inference.sampling.InvalidNumbers;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.List;

/** What follows a computation: texts grow, end, or fail, each by itself. */
final class Growth {

    private final DecoderRows rows;
    private final RowTable table;
    private final FairQueue queue;
    private final PrefixStore prefixes;
    private final int ropeSwitch;
    private final EngineHealth health;
    private final float[] logits;
    private final long fairShare;

    Growth(
            DecoderRows rows,
            RowTable table,
            FairQueue queue,
            PrefixStore prefixes,
            int ropeSwitch,
            EngineHealth health,
            long cacheBytes) {
        this.fairShare = cacheBytes / rows.rows();
        this.rows = rows;
        this.table = table;
        this.queue = queue;
        this.prefixes = prefixes;
        this.ropeSwitch = ropeSwitch;
        this.health = health;
        this.logits = new float[rows.vocabulary()];
    }

    /**
     * Lets a text grow by the token that the model's last computation tells.
     *
     * @param index of its logits
     * @return the token; -1 where the text failed
     */
    int grow(Slot slot, int index) {
        Sequence sequence = slot.sequence();
        try {
            rows.logits(index, logits);
            int token = sequence.grow(logits);
            queue.charge(sequence, 1);
            health.grew();
            return token;
        } catch (RuntimeException e) {
            if (e instanceof InvalidNumbers) {
                health.invalidNumbers();
            }
            sequence.fail(e);
            return -1;
        }
    }

    /** Keeps what was read, unless it came to no valid text, and gives the row to others where the text has ended. */
    void settle(Slot slot) {
        Sequence sequence = slot.sequence();
        if (sequence.size() <= ropeSwitch && !sequence.failed()) {
            prefixes.save(sequence, slot.row(), slot.place());
        }
        if (sequence.ended()) {
            leave(slot);
        }
    }

    /** The model served them so much. */
    void charge(Slot slot, int tokens) {
        queue.charge(slot.sequence(), tokens);
    }

    /** So many tokens were guessed, and so many of them rightly. */
    void judged(int guessed, int right) {
        health.judged(guessed, right);
    }

    /**
     * A computation failed, and with it some texts.
     *
     * @throws IllegalStateException again, where it was not for want of memory: the session cannot be trusted any more
     */
    void fail(List<Slot> slots, IllegalStateException failure) {
        boolean memory = failure instanceof RuntimeFailure known && known.outOfMemory();
        Problem problem = memory
                ? new Problem(
                        ProblemType.UNAVAILABLE,
                        "There is not enough memory for this text at the moment. Please shorten it, or try again when fewer people ask.",
                        failure)
                : new Problem(ProblemType.UNAVAILABLE, "The model failed while it wrote. Please ask again.", failure);
        for (Slot slot : slots) {
            slot.sequence().fail(problem);
            leave(slot);
        }
        if (!memory) {
            throw failure;
        }
    }

    /**
     * Gives a row to others, and back what a long text has taken, so that rows which had long texts at different times do not add up to more
     * than the limit; what short ones took is kept, since to take it again costs time.
     */
    void leave(Slot slot) {
        table.clear(slot);
        queue.leave(slot.sequence());
        if (slot.sequence().size() * rows.bytesPerToken() > fairShare) {
            rows.release(slot.row());
        }
    }
}
