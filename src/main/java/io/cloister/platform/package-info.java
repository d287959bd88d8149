/**
 * Shared technical ground without business words: actors, problems, paging, the database, the web layout and the security chain.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.cloister.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
