package io.cloister.inference.scheduling;

import java.util.function.Supplier;

/** Makes a drafter for each text that may be guessed. */
@FunctionalInterface
interface Drafters extends Supplier<Drafter> {}
