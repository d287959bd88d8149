/** The administration home: shows what the features contribute to it. */
@ApplicationModule(allowedDependencies = {"platform", "access"})
@NullMarked
package io.cloister.admin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
