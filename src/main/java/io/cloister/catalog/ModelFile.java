package io.cloister.catalog;

/**
 * A file of a model folder as it was when the model came in.
 *
 * @param name without a folder
 * @param bytes its size
 * @param sha256 of its content, lower-case hex
 */
public record ModelFile(String name, long bytes, String sha256) {}
