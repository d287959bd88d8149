/** The trail over HTTP. */
@NullMarked
package io.cloister.audit.web;

import org.jspecify.annotations.NullMarked;
