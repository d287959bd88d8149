/** Collections, documents and search over HTTP. */
@NullMarked
package io.cloister.knowledge.web;

import org.jspecify.annotations.NullMarked;
