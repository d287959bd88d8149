package io.cloister.inference.scheduling;

import io.cloister.inference.Requester;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for a row. Urgent ones go first; among equally urgent ones the department goes first that has been
 * served least, and of its people the one that has been served least: start-time fair queueing on two levels (Goyal,
 * Vin, Cheng 1996), in tokens. Safe for use by many threads.
 */
final class FairQueue {

    private static final int MANY = 256;

    private final int limit;
    private final int perPerson;
    private final List<Sequence> waiting = new ArrayList<>();
    private final Map<String, DepartmentShare> departments = new HashMap<>();
    private long calls;

    /**
     * @param limit requests that may wait
     * @param perPerson requests of one person, waiting and at work
     */
    FairQueue(int limit, int perPerson) {
        this.limit = limit;
        this.perPerson = perPerson;
    }

    /** @throws Problem where the queue is full, or the person has too many requests */
    synchronized void add(Sequence sequence) {
        Requester requester = sequence.request().requester();
        if (waiting.size() >= limit) {
            throw new Problem(
                    ProblemType.UNAVAILABLE,
                    "The model is busy with other questions. Please try again in a few seconds.");
        }
        DepartmentShare department = departments.computeIfAbsent(requester.department(), _ -> new DepartmentShare());
        Share person = department.person(requester.person());
        if (person.load() >= perPerson && !requester.equals(Requester.HOUSE)) {
            throw new Problem(
                    ProblemType.TOO_MANY_REQUESTS,
                    "You have %d requests at work already. Please wait until one of them ends.".formatted(perPerson));
        }
        department.join(floor());
        person.join(department.floor());
        waiting.add(sequence);
        wake();
    }

    private double floor() {
        return departments.values().stream()
                .filter(department -> department.load() > 0)
                .mapToDouble(Share::served)
                .min()
                .orElse(0);
    }

    /** Takes out the next in turn, if it fits; whoever comes after it waits with it, so that large ones get their turn. */
    synchronized @Nullable Sequence poll(Predicate<Sequence> fits) {
        if (waiting.isEmpty()) {
            return null;
        }
        Sequence first = Collections.min(waiting, inTurn());
        if (!fits.test(first)) {
            return null;
        }
        waiting.remove(first);
        return first;
    }

    private Comparator<Sequence> inTurn() {
        return Comparator.<Sequence, Requester.Urgency>comparing(
                        sequence -> sequence.request().requester().urgency())
                .thenComparingDouble(sequence -> department(sequence).served())
                .thenComparingDouble(sequence -> person(sequence).served());
    }

    private DepartmentShare department(Sequence sequence) {
        return departments.computeIfAbsent(sequence.request().requester().department(), _ -> new DepartmentShare());
    }

    private Share person(Sequence sequence) {
        return department(sequence).person(sequence.request().requester().person());
    }

    /** Takes some out, and tells them why. */
    synchronized void refuse(Predicate<Sequence> those, Supplier<Problem> why) {
        List<Sequence> refused = waiting.stream().filter(those).toList();
        waiting.removeAll(refused);
        for (Sequence sequence : refused) {
            leave(sequence);
            sequence.fail(why.get());
        }
    }

    /** Somebody was served. */
    synchronized void charge(Sequence sequence, long tokens) {
        department(sequence).charge(tokens);
        person(sequence).charge(tokens);
    }

    /** A request has ended. */
    synchronized void leave(Sequence sequence) {
        DepartmentShare department = department(sequence);
        department.leave();
        department.person(sequence.request().requester().person()).leave();
        if (departments.size() > MANY) {
            double floor = floor();
            departments.values().removeIf(other -> other.load() == 0 && other.served() <= floor);
        }
        department.forget();
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** Ends the wait of everyone, also one that has not begun. */
    synchronized void wake() {
        calls++;
        notifyAll();
    }

    /** How often somebody was woken. */
    synchronized long calls() {
        return calls;
    }

    /**
     * Waits for something new.
     *
     * @param seen calls that were heard before looking for something to do
     */
    synchronized void await(long seen) throws InterruptedException {
        while (calls == seen) {
            wait();
        }
    }
}
