/** Fetching from a hub over the Hugging Face protocol; only where an administrator has configured one. */
@NullMarked
package io.cloister.catalog.hub;

import org.jspecify.annotations.NullMarked;
