/**
 * Conversations between a person and an assistant.
 */
@ApplicationModule(allowedDependencies = {"platform", "access", "audit", "assistant"})
@NullMarked
package io.cloister.chat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
