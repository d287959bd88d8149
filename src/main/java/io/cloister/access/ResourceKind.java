package io.cloister.access;

/** Kinds of things that are granted. */
public enum ResourceKind {
    MODEL,
    COLLECTION
}
