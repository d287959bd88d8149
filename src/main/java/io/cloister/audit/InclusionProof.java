package io.cloister.audit;

import java.util.List;
import java.util.UUID;

/**
 * Everything needed to check, without this system, that an event is part of the trail that a checkpoint signs: the
 * SHA-256 of a zero byte and the canonical text is the leaf; folding the path into it as in RFC 9162, 2.1.3.2, gives
 * the root.
 *
 * @param leafHash lower-case hex
 * @param path hashes from the leaf's sibling upwards, lower-case hex
 * @param root of the tree of that size, lower-case hex
 * @param canonical the event in canonical JSON (RFC 8785)
 * @param checkpoint signed note over this size and root
 */
public record InclusionProof(
        UUID eventId,
        long leafIndex,
        long treeSize,
        String leafHash,
        List<String> path,
        String root,
        String canonical,
        String checkpoint) {

    public InclusionProof {
        path = List.copyOf(path);
    }
}
