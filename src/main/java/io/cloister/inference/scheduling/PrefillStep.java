package io.cloister.inference.scheduling;

import io.cloister.inference.onnx.DecoderRows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a piece of one prompt. The one with the least left goes first, so that short questions need not wait for long
 * ones; every third time it is the one that came first, so that long ones need not wait for ever.
 */
final class PrefillStep {

    private static final int TURNS = 3;

    private final DecoderRows rows;
    private final RowTable table;
    private final Growth growth;
    private final ChunkSize chunks;
    private final int ropeSwitch;
    private final InstantSource clock;
    private int turn;

    PrefillStep(
            DecoderRows rows, RowTable table, Growth growth, ChunkSize chunks, int ropeSwitch, InstantSource clock) {
        this.rows = rows;
        this.table = table;
        this.growth = growth;
        this.chunks = chunks;
        this.ropeSwitch = ropeSwitch;
        this.clock = clock;
    }

    /** @return whether there was one */
    boolean run() {
        Slot slot = next();
        if (slot == null) {
            return false;
        }
        Sequence sequence = slot.sequence();
        int from = sequence.read();
        int to = Math.min(sequence.size(), from + chunk(sequence));
        Instant begin = clock.instant();
        try {
            rows.read(slot.row(), from, sequence.tokens(), to, 1);
        } catch (IllegalStateException e) {
            growth.fail(List.of(slot), e);
            return true;
        }
        chunks.measured(to - from, Duration.between(begin, clock.instant()));
        sequence.readTo(to);
        growth.charge(slot, to - from);
        if (to == sequence.size()) {
            growth.grow(slot, 0);
        }
        growth.settle(slot);
        return true;
    }

    private @Nullable Slot next() {
        List<Slot> unread = table.where(slot -> slot.sequence().unread() > 1);
        if (unread.isEmpty()) {
            return null;
        }
        turn = (turn + 1) % TURNS;
        return turn == 0
                ? unread.stream()
                        .min(Comparator.comparingLong(slot -> slot.sequence().number()))
                        .orElseThrow()
                : unread.stream()
                        .min(Comparator.comparingInt(slot -> slot.sequence().unread()))
                        .orElseThrow();
    }

    /** The first piece must itself be past the switch of positions if the whole is: it decides how they are written. */
    private int chunk(Sequence sequence) {
        int usual = chunks.next(table.all().size() > 1);
        boolean decides = sequence.read() == 0 && sequence.size() > ropeSwitch;
        return decides ? Math.max(usual, ropeSwitch + 1) : usual;
    }
}
