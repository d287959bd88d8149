/** Classes that break the rules of the house on purpose: they prove that each rule can fail. */
@NullMarked
package io.cloister.broken;

import org.jspecify.annotations.NullMarked;
