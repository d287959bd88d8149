/**
 * The sample organisation: departments, people, models and documents to try everything with.
 */
@ApplicationModule(allowedDependencies = {"platform", "access", "catalog", "knowledge"})
@NullMarked
package io.cloister.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
