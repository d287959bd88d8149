@NullMarked
package io.cloister.platform.web;

import org.jspecify.annotations.NullMarked;
