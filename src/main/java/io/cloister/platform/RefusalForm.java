package io.cloister.platform;

import org.jspecify.annotations.Nullable;

/** How programs below a path read refusals, where they follow a protocol of others; contributed as a bean. */
public interface RefusalForm {

    /** With a slash at its end. */
    String path();

    /**
     * Written as JSON under the type's status.
     *
     * @param parameter of the request that is wrong; null where no single one is
     */
    Object body(ProblemType type, String sentence, @Nullable String parameter);
}
