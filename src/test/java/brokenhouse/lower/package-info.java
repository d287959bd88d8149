/** A module of a house that breaks its graph on purpose. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package brokenhouse.lower;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
