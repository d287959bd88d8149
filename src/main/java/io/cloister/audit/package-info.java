/**
 * The append-only record of who did what, and the proof that nobody changed it.
 */
@ApplicationModule(allowedDependencies = {"platform"})
@NullMarked
package io.cloister.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
