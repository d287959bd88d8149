package io.cloister.audit;

/** The two records that every act leaves. */
public enum Stage {
    /** Committed before any model or retrieval call. */
    INTENT,
    /** Committed when the act ended, however it ended. */
    OUTCOME
}
