package io.cloister.platform;

import java.util.concurrent.Callable;

/**
 * A command of the launcher, annotated for picocli and listed in {@code META-INF/services}. It runs without the
 * portal, prints results on standard output, and reports failure by throwing {@link Problem}.
 */
public interface ConsoleCommand extends Callable<Integer> {}
