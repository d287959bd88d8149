/**
 * The index of words. Lucene writes and reads it; its files are rows of PostgreSQL, so that it changes in the same
 * transaction as the documents, is the same on every replica and in every backup, and opens only for those whom row-level
 * security lets see its rows.
 */
@NullMarked
package io.cloister.knowledge.lexical;

import org.jspecify.annotations.NullMarked;
