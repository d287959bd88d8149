/** A web package that breaks the rules on purpose. */
@NullMarked
package io.cloister.broken.web;

import org.jspecify.annotations.NullMarked;
