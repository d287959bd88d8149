package io.cloister.audit;

import java.util.Locale;

/**
 * The optional facts an entry may carry; the name in lower case is the key in the canonical form. Numbers are integers
 * only. Content of prompts, answers and documents is never among them, nor are titles of conversations.
 */
public enum AuditField {
    AUTH_METHOD,
    /** The API key by which a program acted for the person. */
    API_KEY_ID,
    /** What an API key may be used for: a list. */
    SCOPES,
    MODEL_ID,
    MODEL_VERSION,
    MODEL_SHA256,
    /** The model that an adapter runs on. */
    BASE_MODEL_ID,
    BASE_MODEL_SHA256,
    RUNTIME,
    PARAMS,
    PROMPT_TEMPLATE_ID,
    PROMPT_TEMPLATE_VERSION,
    CONVERSATION_ID,
    MESSAGE_ID,
    INPUT_TOKENS,
    OUTPUT_TOKENS,
    FINISH_REASON,
    TTFT_MS,
    DURATION_MS,
    /**
     * List of maps: doc_id, chunk_id, chunk_sha256, score_ppm (millionths), department_id; of an answer also relevance_ppm and
     * decision ({@code used} or {@code not-relevant}).
     */
    RETRIEVAL,
    CANDIDATES,
    RETURNED,
    /** Ids of the collections that a search was restricted to. */
    RETRIEVAL_FILTER,
    POLICY_ID,
    POLICY_VERSION,
    GRANTEE_TYPE,
    GRANTEE_ID,
    FILE_SHA256,
    FILE_BYTES,
    FILE_TYPE,
    QUERY,
    CHANGE_BEFORE_SHA256,
    CHANGE_AFTER_SHA256,
    /** Where something was fetched from: an address or a path. */
    SOURCE,
    /** The fixed state of the source, as a commit. */
    SOURCE_REVISION;

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
