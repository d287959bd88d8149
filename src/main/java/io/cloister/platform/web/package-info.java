/** What all pages share: the frame around them, their scripts and styles, their texts, and how refusals are answered. */
@NullMarked
package io.cloister.platform.web;

import org.jspecify.annotations.NullMarked;
