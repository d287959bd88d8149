package io.cloister.inference.scheduling;

import io.cloister.inference.onnx.DecoderRows;

/** Gives rows to those in turn, while there are rows and memory. */
final class Admission {

    private final FairQueue queue;
    private final RowTable table;
    private final PrefixStore prefixes;
    private final long mostTokens;
    private final DecoderTraits decoder;

    Admission(
            DecoderRows rows,
            FairQueue queue,
            RowTable table,
            PrefixStore prefixes,
            long cacheBytes,
            DecoderTraits decoder) {
        this.queue = queue;
        this.table = table;
        this.prefixes = prefixes;
        this.mostTokens = cacheBytes / rows.bytesPerToken();
        this.decoder = decoder;
    }

    void admit() {
        for (int row = table.free(); row >= 0; row = table.free()) {
            long reserved = table.all().stream()
                    .mapToLong(slot -> slot.sequence().reserved())
                    .sum();
            // One alone always gets its row: what it needs was checked when it came.
            Sequence sequence = queue.poll(next -> reserved == 0 || reserved + next.reserved() <= mostTokens);
            if (sequence == null) {
                return;
            }
            var place = new PrefixStore.Place();
            if (sequence.size() <= decoder.ropeSwitch()) {
                sequence.skip(prefixes.restore(sequence, row, place));
            }
            table.put(new Slot(row, sequence, place, decoder.drafters().get()));
        }
    }
}
