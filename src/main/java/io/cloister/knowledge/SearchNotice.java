package io.cloister.knowledge;

/** What a person should know about a search. */
public sealed interface SearchNotice {

    /** A word occurs nowhere; a similar one was looked for as well. */
    record Corrected(String word, String instead) implements SearchNotice {}

    /** A short form was looked for in its long form as well, or the other way round. */
    record Expanded(String form, String other) implements SearchNotice {}

    /** An embedding model is not available: passages were found without it. */
    record WithoutMeaning(String model) implements SearchNotice {}
}
