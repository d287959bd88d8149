/** The page on which conversations are held. */
@NullMarked
package io.cloister.chat.web;

import org.jspecify.annotations.NullMarked;
