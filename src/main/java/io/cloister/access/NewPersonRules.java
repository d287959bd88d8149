package io.cloister.access;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.regex.Pattern;

/** What a person's data must look like before it is stored. */
final class NewPersonRules {

    private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._-]{1,63}");
    private static final int SHORTEST_PASSWORD = 12;
    /** bcrypt looks at no more bytes than this. */
    private static final int LONGEST_PASSWORD = 72;

    private NewPersonRules() {}

    static void check(People.NewPerson person) {
        require(
                USERNAME.matcher(person.username()).matches(),
                "A user name has 2 to 64 small letters, digits, dots, hyphens or underscores, and starts with a letter"
                        + " or digit.");
        checkName(person.name().strip());
        int length = person.password().getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        require(
                person.password().length() >= SHORTEST_PASSWORD && length <= LONGEST_PASSWORD,
                "A password has at least 12 characters and at most 72 bytes; a sentence is a good one.");
        require(!person.roles().isEmpty(), "Choose at least one role.");
        require(
                !(person.roles().contains(Role.ADMIN) && person.roles().contains(Role.COMPLIANCE_OFFICER)),
                "Nobody may be administrator and compliance officer at once; choose one of the two.");
    }

    static void checkName(String name) {
        require(!name.isEmpty() && name.length() <= 100, "A name has 1 to 100 characters.");
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new Problem(ProblemType.INVALID_INPUT, sentence);
        }
    }
}
