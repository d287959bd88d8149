/** Pages for signing in and for looking after people. */
@NullMarked
package io.cloister.access.web;

import org.jspecify.annotations.NullMarked;
