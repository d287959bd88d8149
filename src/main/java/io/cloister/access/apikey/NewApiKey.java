package io.cloister.access.apikey;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.Set;

/**
 * What is asked for when a key is made.
 *
 * @param days until it expires, 1 to 365
 */
record NewApiKey(String name, Set<ApiScope> scopes, int days) {

    static final int LONGEST = 365;
    private static final int LONGEST_NAME = 100;

    /** @throws Problem {@code invalid-input} */
    NewApiKey {
        name = name.strip();
        scopes = Set.copyOf(scopes);
        require(
                !name.isEmpty() && name.length() <= LONGEST_NAME,
                "Give the key a name of 1 to 100 characters that says what it is for.");
        require(!scopes.isEmpty(), "Choose at least one thing that the key may be used for.");
        require(days >= 1 && days <= LONGEST, "A key lasts 1 to 365 days; choose a number between them.");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new Problem(ProblemType.INVALID_INPUT, sentence);
        }
    }
}
