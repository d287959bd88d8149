package io.cloister.audit.recording;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.canonical.EventContext;
import io.cloister.platform.Actor;
import io.cloister.platform.CurrentActor;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Finds out who acts on the current thread and from where. An outcome written on a thread without a request, as those
 * that stream answers, takes both from the intent that it closes, unless that was somebody else's.
 */
@Component
class ActingContext {

    private static final int LONGEST_USER_AGENT = 512;

    private final CurrentActor currentActor;
    private final RecordedContext recorded;

    ActingContext(CurrentActor currentActor, RecordedContext recorded) {
        this.currentActor = currentActor;
        this.recorded = recorded;
    }

    EventContext of(AuditEntry entry) {
        Optional<HttpServletRequest> request = currentRequest();
        Optional<Actor> actor = currentActor.find();
        if (request.isEmpty() && entry.actorId() == null && entry.parentEventId() != null) {
            return recorded.of(entry.parentEventId())
                    .filter(intent -> actor.isEmpty() || isSame(actor.get(), intent))
                    .orElseGet(() -> of(entry, actor.orElse(null), null));
        }
        return of(entry, actor.orElse(null), request.orElse(null));
    }

    private static EventContext of(AuditEntry entry, @Nullable Actor actor, @Nullable HttpServletRequest request) {
        // What an entry says about its actor stands, for at sign-in nobody, or somebody else, is signed in.
        Actor known = actor == null || isOther(actor, entry.actorId()) ? null : actor;
        UUID actorId = known == null ? entry.actorId() : known.actorId().value();
        String nobody = request == null ? "system" : "anonymous";
        return new EventContext(
                known != null ? known.kind() : actorId == null ? nobody : "person",
                actorId,
                known == null ? List.of() : known.roleNames().stream().sorted().toList(),
                known == null ? null : known.departmentOfActor(),
                request == null ? null : sessionRef(request.getSession(false)),
                request == null ? null : request.getRemoteAddr(),
                request == null ? null : userAgent(request),
                request == null ? null : request.getRequestId());
    }

    private static boolean isSame(Actor actor, EventContext intent) {
        return actor.actorId().value().equals(intent.actorId());
    }

    private static boolean isOther(Actor actor, @Nullable UUID stated) {
        return stated != null && !stated.equals(actor.actorId().value());
    }

    private static Optional<HttpServletRequest> currentRequest() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }

    private static @Nullable String userAgent(HttpServletRequest request) {
        String agent = request.getHeader("User-Agent");
        return agent == null || agent.length() <= LONGEST_USER_AGENT ? agent : agent.substring(0, LONGEST_USER_AGENT);
    }

    private static @Nullable String sessionRef(@Nullable HttpSession session) {
        if (session == null) {
            return null;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(session.getId().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
