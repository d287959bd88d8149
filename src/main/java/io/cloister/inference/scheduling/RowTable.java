package io.cloister.inference.scheduling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which text is in which row. Texts never move; a new one takes the first row that is free, so that gaps close. */
final class RowTable {

    /**
     * A step of the model costs about as much as two rows of it: so many idle rows are taken along rather than starting
     * another step behind them.
     */
    private static final int GAP = 2;

    private final @Nullable Slot[] slots;
    private final int gap;
    /** Those in use; steps look at it more often than it changes. */
    private List<Slot> used = List.of();

    /** @param together whether neighbouring rows are computed in one step */
    RowTable(int rows, boolean together) {
        this.slots = new Slot[rows];
        this.gap = together ? GAP : -1;
    }

    /** First free row; -1 where there is none. */
    int free() {
        return Arrays.asList(slots).indexOf(null);
    }

    void put(Slot slot) {
        slots[slot.row()] = slot;
        list();
    }

    void clear(Slot slot) {
        slots[slot.row()] = null;
        list();
    }

    @Nullable Slot at(int row) {
        return slots[row];
    }

    private void list() {
        var found = new ArrayList<Slot>();
        for (Slot slot : slots) {
            if (slot != null) {
                found.add(slot);
            }
        }
        used = List.copyOf(found);
    }

    /** By row. */
    List<Slot> all() {
        return used;
    }

    List<Slot> where(Predicate<Slot> wanted) {
        return used.stream().filter(wanted).toList();
    }

    /** Neighbouring rows, in few groups, that hold all texts which can take part in a step. */
    List<Group> groups() {
        var groups = new ArrayList<Group>();
        for (Slot slot : where(Slot::steps)) {
            Group last = groups.isEmpty() ? null : groups.getLast();
            if (last != null && slot.row() - last.end() <= gap) {
                groups.set(groups.size() - 1, new Group(last.first(), slot.row() + 1));
            } else {
                groups.add(new Group(slot.row(), slot.row() + 1));
            }
        }
        return groups;
    }

    /** @param end first row behind it */
    record Group(int first, int end) {

        int count() {
            return end - first;
        }
    }
}
