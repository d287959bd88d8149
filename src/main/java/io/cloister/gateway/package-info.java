/**
 * Models for programs, in the words of OpenAI's interface.
 */
@ApplicationModule(allowedDependencies = {"platform", "access", "catalog", "inference", "assistant"})
@NullMarked
package io.cloister.gateway;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
