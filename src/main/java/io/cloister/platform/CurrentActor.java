package io.cloister.platform;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The actor on whose behalf the current thread works. */
@Component
public final class CurrentActor {

    /** Empty where nobody has signed in: at start-up, on timers, and on open pages. */
    public Optional<Actor> find() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor
                ? Optional.of(actor)
                : Optional.empty();
    }

    /** @throws Problem 401 where nobody has signed in */
    public Actor require() {
        return find().orElseThrow(() -> new Problem(ProblemType.SIGN_IN_REQUIRED, "Sign in, then try again."));
    }
}
