/**
 * Collections of documents, their passages, and the search that sees only what the asker may read.
 */
@ApplicationModule(allowedDependencies = {"platform", "audit", "access", "catalog", "inference"})
@NullMarked
package io.cloister.knowledge;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
