/**
 * Files on their way to becoming documents: handed in, queued, read and embedded in the background, at last in the
 * collection. Nothing of a file can be found before all of it can.
 */
@NullMarked
package io.cloister.knowledge.intake;

import org.jspecify.annotations.NullMarked;
