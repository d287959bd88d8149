package io.cloister.audit;

import org.jspecify.annotations.Nullable;

/**
 * One way in which the trail is not what it must be.
 *
 * @param index place in the sealed trail; null where the problem has none
 * @param detail one sentence, without contents of events
 */
public record VerificationProblem(Code code, @Nullable Long index, String detail) {

    /** Stable names for programs. */
    public enum Code {
        /** The event's content does not give the hash stored with it. */
        LEAF_MISMATCH,
        /** The hash stored with the event is not the one that was sealed at this place. */
        TREE_MISMATCH,
        /** An event that was sealed is gone. */
        EVENT_MISSING,
        /** An index of the sealed trail is gone. */
        INDEX_GAP,
        /** An event that is neither sealed nor waiting to be. */
        EVENT_UNACCOUNTED,
        /** A column derived from the event's content differs from it. */
        COLUMN_MISMATCH,
        /** An event waiting to be sealed no longer has the content it was recorded with. */
        PENDING_MISMATCH,
        /** An event waiting to be sealed is gone. */
        PENDING_MISSING,
        /** A stored checkpoint's root is not the root of the events up to its size. */
        CHECKPOINT_MISMATCH,
        /** A checkpoint's signature is not by this installation's key. */
        SIGNATURE_INVALID,
        /** The key to check signatures with is not there. */
        KEY_MISSING,
        /** The trail is shorter or other than the newest signed note outside the database says. */
        AUDIT_TRUNCATED
    }
}
