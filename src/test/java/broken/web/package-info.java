/** A web package that breaks the rules on purpose. */
@NullMarked
package broken.web;

import org.jspecify.annotations.NullMarked;
