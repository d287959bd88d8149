/** The house's models as models of Spring AI. */
@NullMarked
package io.cloister.inference.exchange;

import org.jspecify.annotations.NullMarked;
