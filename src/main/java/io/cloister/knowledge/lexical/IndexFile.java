package io.cloister.knowledge.lexical;

import java.util.UUID;

/**
 * An unchangeable file of an index.
 *
 * @param id names the content: after a roll-back another file may bear the same name
 * @param name as Lucene knows it
 * @param length bytes
 */
record IndexFile(UUID id, String name, long length) {}
