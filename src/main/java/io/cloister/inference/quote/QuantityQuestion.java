package io.cloister.inference.quote;

import java.util.regex.Pattern;

/** Tells whether a question asks for a quantity, and whether a sentence states one. */
final class QuantityQuestion {

    private static final Pattern ASKED = Pattern.compile("""
            (?ix)
            \\bhow\\s+(?:much|many|long|soon|often|fast|quickly|old|far|high|low|big|large|late|early)\\b
            | \\bwhat\\b.*\\b(?:dose|limit|deadline|value|level|rate|amount|price|costs?|fee|range|age|allowance|budget
                |fine|period|term|number|percentage|threshold)\\b
            | \\b(?:by\\s+when|(?:at|from|within)\\s+(?:what|which)|(?:after|over)\\s+how)\\b
            """);

    private static final Pattern STATED = Pattern.compile("""
            (?ix) \\d
            | \\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|once|twice|daily|weekly|monthly|yearly
                |annually|quarterly|immediately|at\\s+once|same\\s+day)\\b
            | \\b(?:mon|tues|wednes|thurs|fri|satur|sun)days?\\b
            """);

    private QuantityQuestion() {}

    static boolean asked(String question) {
        return ASKED.matcher(question).find();
    }

    static boolean stated(String sentence) {
        return STATED.matcher(sentence).find();
    }
}
