/** Classes that break the rules of the house on purpose: they prove that each rule can fail. */
@NullMarked
package broken;

import org.jspecify.annotations.NullMarked;
