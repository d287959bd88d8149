/**
 * People, departments, roles, sign-in, and the one answer to who may use what.
 */
@ApplicationModule(allowedDependencies = {"platform", "audit"})
@NullMarked
package io.cloister.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
