/** Pages of the model catalog. */
@NullMarked
package io.cloister.catalog.web;

import org.jspecify.annotations.NullMarked;
