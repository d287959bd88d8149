package io.cloister.audit.canonical;

import java.time.Instant;

/**
 * Which run of the software wrote an event, and when.
 *
 * @param instanceId of one run, from its start to its end
 * @param sequence counts the events of that run from 1; rolled-back transactions leave gaps
 */
public record EventOrigin(String instanceId, long sequence, Instant at) {}
