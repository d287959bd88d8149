package io.cloister.inference.scheduling;

import java.util.function.Supplier;

/**
 * What a loop needs to know of its model.
 *
 * @param ropeSwitch tokens past which positions are written differently, so that all is read again
 * @param drafters makes a drafter for each text
 */
record DecoderTraits(int ropeSwitch, Supplier<Drafter> drafters) {}
