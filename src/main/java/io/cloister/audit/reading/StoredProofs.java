package io.cloister.audit.reading;

import io.cloister.audit.AuditRecord;
import io.cloister.audit.Checkpoint;
import io.cloister.audit.InclusionProof;
import io.cloister.audit.canonical.CanonicalEvent;
import io.cloister.audit.canonical.MalformedEventException;
import io.cloister.audit.sealing.StoredCheckpoints;
import io.cloister.audit.sealing.StoredNodes;
import io.cloister.audit.tree.Hash;
import io.cloister.audit.tree.ProofBuilder;
import io.cloister.audit.tree.ProofVerification;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Makes proofs that events are part of the newest checkpoint, and none that would not hold. */
@Component
class StoredProofs {

    private final StoredEvents events;
    private final StoredCheckpoints checkpoints;
    private final ProofBuilder builder;

    StoredProofs(StoredEvents events, StoredCheckpoints checkpoints, StoredNodes nodes) {
        this.events = events;
        this.checkpoints = checkpoints;
        this.builder = new ProofBuilder(nodes);
    }

    InclusionProof of(UUID eventId) {
        AuditRecord event =
                events.find(eventId).orElseThrow(() -> new Problem(ProblemType.NOT_FOUND, "There is no such event."));
        Checkpoint checkpoint = checkpoints.newest().orElseThrow(StoredProofs::notSealedYet);
        Long index = event.leafIndex();
        if (index == null || index >= checkpoint.treeSize()) {
            throw notSealedYet();
        }
        CanonicalEvent canonical = canonical(eventId);
        List<Hash> path = builder.inclusion(index, checkpoint.treeSize());
        Hash root = Hash.of(HexFormat.of().parseHex(checkpoint.root()));
        if (!ProofVerification.includes(root, checkpoint.treeSize(), canonical.leafHash(), index, path)) {
            throw tampered();
        }
        return new InclusionProof(
                eventId,
                index,
                checkpoint.treeSize(),
                canonical.leafHash().hex(),
                path.stream().map(Hash::hex).toList(),
                checkpoint.root(),
                canonical.json(),
                checkpoint.note());
    }

    private CanonicalEvent canonical(UUID eventId) {
        try {
            return CanonicalEvent.parse(events.body(eventId).orElseThrow());
        } catch (MalformedEventException e) {
            throw tampered();
        }
    }

    private static Problem notSealedYet() {
        return new Problem(ProblemType.CONFLICT, "This event is not sealed yet; try again in a second.");
    }

    private static Problem tampered() {
        return new Problem(
                ProblemType.CONFLICT,
                "This event cannot be proved, because the trail no longer is as it was sealed; verify the trail.");
    }
}
