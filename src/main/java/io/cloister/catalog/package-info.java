/**
 * Models and their files: what is installed, where it came from, and its checksums.
 */
@ApplicationModule(allowedDependencies = {"platform", "audit", "access"})
@NullMarked
package io.cloister.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
