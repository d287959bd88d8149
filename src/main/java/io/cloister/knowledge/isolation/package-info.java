/**
 * Reading of files in a process of its own, so that a file that is made to harm loses nothing but itself: the process has
 * little memory, little time, no network, no environment, and never sees the database or a key.
 */
@NullMarked
package io.cloister.knowledge.isolation;

import org.jspecify.annotations.NullMarked;
