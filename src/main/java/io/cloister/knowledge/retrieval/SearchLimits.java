package io.cloister.knowledge.retrieval;

/** @param exact up to so many permitted passages every one is compared; above, the approximate index is used */
public record SearchLimits(int exact) {}
