/** From a file to passages: recognising its kind, reading its structure, cutting it into chunks. */
@NullMarked
package io.cloister.knowledge.ingestion;

import org.jspecify.annotations.NullMarked;
