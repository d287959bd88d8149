package io.cloister.inference.scheduling;

import io.cloister.inference.onnx.DecoderRows;
import java.util.Arrays;
import java.util.List;

/** Lets all texts that have begun grow: by a token each, or one alone by as many as are guessed rightly. */
final class DecodeStep {

    private final DecoderRows rows;
    private final RowTable table;
    private final Growth growth;
    private final int ropeSwitch;

    DecodeStep(DecoderRows rows, RowTable table, Growth growth, int ropeSwitch) {
        this.rows = rows;
        this.table = table;
        this.growth = growth;
        this.ropeSwitch = ropeSwitch;
    }

    /** @return whether there was one */
    boolean run() {
        table.where(slot -> passesSwitch(slot.sequence()))
                .forEach(slot -> slot.sequence().readTo(0));
        List<Slot> all = table.all();
        if (all.size() == 1 && all.getFirst().steps() && guess(all.getFirst())) {
            return true;
        }
        List<RowTable.Group> groups = table.groups();
        groups.forEach(this::step);
        return !groups.isEmpty();
    }

    /** Whether positions are written differently from here on, so that all has to be read again. */
    private boolean passesSwitch(Sequence sequence) {
        return sequence.size() > ropeSwitch && sequence.read() > 0 && sequence.read() <= ropeSwitch;
    }

    private void step(RowTable.Group group) {
        int[] tokens = new int[group.count()];
        int[] lengths = new int[group.count()];
        for (int i = 0; i < group.count(); i++) {
            Slot slot = table.at(group.first() + i);
            if (slot != null) {
                // One that does not take part writes where its next token will stand, and loses nothing.
                tokens[i] = slot.sequence().tokens()[slot.sequence().read()];
                lengths[i] = slot.sequence().read();
            }
        }
        List<Slot> taking =
                table.where(slot -> slot.steps() && slot.row() >= group.first() && slot.row() < group.end());
        try {
            rows.step(group.first(), tokens, lengths);
        } catch (IllegalStateException e) {
            growth.fail(taking, e);
            return;
        }
        for (Slot slot : taking) {
            slot.sequence().readTo(slot.sequence().size());
            growth.grow(slot, slot.row() - group.first());
            growth.settle(slot);
        }
    }

    /** @return whether there was a guess to check */
    private boolean guess(Slot slot) {
        Sequence sequence = slot.sequence();
        int limit = Math.min(Drafter.MOST, sequence.left() - 1);
        if (!sequence.request().speculative() || limit < 1 || !rows.portable()) {
            return false;
        }
        int size = sequence.size();
        int[] guess = slot.drafter().draft(sequence.tokens(), size, limit);
        if (guess.length == 0 || (size + guess.length > ropeSwitch && size <= ropeSwitch)) {
            return false;
        }
        int[] text = Arrays.copyOf(sequence.tokens(), size + guess.length);
        System.arraycopy(guess, 0, text, size, guess.length);
        try {
            rows.read(slot.row(), sequence.read(), text, text.length, guess.length + 1);
        } catch (IllegalStateException e) {
            growth.fail(List.of(slot), e);
            return true;
        }
        int right = 0;
        while (true) {
            int token = growth.grow(slot, right);
            sequence.readTo(Math.min(sequence.size(), size + right));
            if (sequence.ended() || right == guess.length || token != guess[right]) {
                break;
            }
            right++;
        }
        slot.drafter().judged(guess.length, right);
        growth.judged(guess.length, right);
        growth.settle(slot);
        return true;
    }
}
