package io.cloister.gateway.web;

import io.cloister.platform.Actor;
import io.cloister.platform.CurrentActor;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** How many calls each person's programs have open, so that one of them cannot take all. */
@Component
class OpenCalls {

    private final Map<UUID, Integer> open = new ConcurrentHashMap<>();
    private final CurrentActor currentActor;
    private final int most;

    OpenCalls(CurrentActor currentActor, GatewaySettings settings) {
        this.currentActor = currentActor;
        this.most = settings.parallelCalls();
    }

    /** @throws Problem {@code too-many-requests} */
    Call enter() {
        Actor actor = currentActor.require();
        UUID person = actor.actorId().value();
        open.compute(person, (_, before) -> {
            int now = before == null ? 0 : before;
            if (now >= most) {
                throw new Problem(
                        ProblemType.TOO_MANY_REQUESTS,
                        "Your programs have %d calls open already. Wait for one to end, then try again."
                                .formatted(most));
            }
            return now + 1;
        });
        return new Call(person);
    }

    /** Until it is closed; closing it again does nothing. */
    final class Call implements AutoCloseable {

        private final UUID person;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Call(UUID person) {
            this.person = person;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                open.computeIfPresent(person, (_, before) -> before == 1 ? null : before - 1);
            }
        }
    }
}
