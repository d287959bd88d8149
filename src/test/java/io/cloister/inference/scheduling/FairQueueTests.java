package io.cloister.inference.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.inference.Requester;
import io.cloister.inference.Sampling;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Who gets the next row. */
class FairQueueTests {

    private final FairQueue queue = new FairQueue(100, 50);
    private int count;

    @Test
    void departmentsTakeTurnsHoweverMuchOneAsks() {
        for (int i = 0; i < 6; i++) {
            add("ward", "nurse");
        }
        add("legal", "clerk");
        add("legal", "clerk");

        assertThat(served(8)).containsExactly("nurse", "clerk", "nurse", "clerk", "nurse", "nurse", "nurse", "nurse");
    }

    @Test
    void peopleOfADepartmentTakeTurns() {
        for (int i = 0; i < 4; i++) {
            add("ward", "nurse");
        }
        add("ward", "doctor");
        add("ward", "surgeon");

        assertThat(served(6)).containsExactly("nurse", "doctor", "surgeon", "nurse", "nurse", "nurse");
    }

    @Test
    void whoComesBackAfterAPauseHasNoCreditForIt() {
        add("ward", "nurse");
        queue.charge(poll(), 10_000);
        add("ward", "doctor");
        add("ward", "nurse");
        add("ward", "doctor");

        assertThat(served(3)).containsExactly("doctor", "nurse", "doctor");
    }

    @Test
    void whatSomebodyWaitsForGoesFirst() {
        add(new Requester("ward", "robot", Requester.Urgency.BACKGROUND, null));
        add(new Requester("ward", "program", Requester.Urgency.BATCH, null));
        add(new Requester("ward", "nurse", Requester.Urgency.INTERACTIVE, null));

        assertThat(served(3)).containsExactly("nurse", "program", "robot");
    }

    @Test
    void oneThatDoesNotFitIsNotOvertaken() {
        add("ward", "nurse");
        add("legal", "clerk");

        assertThat(queue.poll(sequence -> name(sequence).equals("clerk"))).isNull();
    }

    @Test
    void aFullQueueRefusesTheNext() {
        var full = new FairQueue(2, 50);
        full.add(sequence(Served.requester("ward", "nurse")));
        full.add(sequence(Served.requester("ward", "doctor")));

        assertThatThrownBy(() -> full.add(sequence(Served.requester("legal", "clerk"))))
                .isInstanceOfSatisfying(Problem.class, refusal -> {
                    assertThat(refusal.type()).isEqualTo(ProblemType.UNAVAILABLE);
                });
    }

    @Test
    void onePersonCannotFillTheQueue() {
        for (int i = 0; i < 50; i++) {
            add("ward", "nurse");
        }

        assertThatThrownBy(() -> add("ward", "nurse"))
                .isInstanceOfSatisfying(
                        Problem.class, refusal -> assertThat(refusal.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS));
        add("ward", "doctor");
        queue.leave(poll());
        add("ward", "nurse");
    }

    private void add(String department, String person) {
        add(Served.requester(department, person));
    }

    private void add(Requester requester) {
        queue.add(sequence(requester));
    }

    private Sequence sequence(Requester requester) {
        return new Sequence(
                count++, Served.request(requester, Sampling.GREEDY, false, 1, 0, 1), new TokenStream(() -> {}), 100);
    }

    private Sequence poll() {
        return Objects.requireNonNull(queue.poll(_ -> true));
    }

    /** Whose requests come next, each costing the same. */
    private List<String> served(int turns) {
        var names = new ArrayList<String>();
        for (int i = 0; i < turns; i++) {
            Sequence next = poll();
            names.add(name(next));
            queue.charge(next, 100);
        }
        return names;
    }

    private static String name(Sequence sequence) {
        return sequence.request().requester().person();
    }
}
