/**
 * Bringing models in: from a folder, an archive, an upload or a hub, one at a time, in a private folder first, and into
 * the catalog only when everything about them is known.
 */
@NullMarked
package io.cloister.catalog.intake;

import org.jspecify.annotations.NullMarked;
