/** What programs send and what they get: JSON, and JSON in server-sent events. */
@NullMarked
package io.cloister.gateway.web;

import org.jspecify.annotations.NullMarked;
