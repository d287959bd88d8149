package io.cloister.inference.grammar;

/** What a value can be. */
enum JsonType {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    INTEGER,
    BOOLEAN,
    NULL
}
