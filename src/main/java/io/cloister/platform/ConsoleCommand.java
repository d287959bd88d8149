package io.cloister.platform;

import java.util.concurrent.Callable;

/**
 * A command of the launcher, annotated for picocli and listed in {@code META-INF/services}. It runs without the
 * portal, prints results on standard output, and reports failure by throwing {@link Problem}.
 */
public interface ConsoleCommand extends Callable<Integer> {

    /** The word that stands before this command's name, {@code model} for {@code model build}; empty for none. */
    default String group() {
        return "";
    }
}
