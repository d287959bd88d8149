/**
 * How well the house finds and answers, measured with questions whose right sources are known.
 */
@ApplicationModule(allowedDependencies = {"platform", "access", "knowledge"})
@NullMarked
package io.cloister.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
