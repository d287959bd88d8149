/**
 * The one answer pipeline: permission, retrieval, generation, citations, and the audit record of all of it.
 */
@ApplicationModule(allowedDependencies = {"platform", "audit", "access", "catalog", "inference", "knowledge"})
@NullMarked
package io.cloister.assistant;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
