/** How requests and chunks travel through the prompt and response types of Spring AI. */
@NullMarked
package io.cloister.inference.exchange;

import org.jspecify.annotations.NullMarked;
