package io.cloister.audit;

import java.time.Instant;

/**
 * A signed statement of how long the trail was and what it held.
 *
 * @param treeSize number of sealed events
 * @param root RFC 6962 root over them, lower-case hex
 * @param note the signed note (C2SP tlog-checkpoint): origin, size, root in base64, an empty line, the signature
 */
public record Checkpoint(long treeSize, String root, Instant sealedAt, String note) {}
