package io.cloister.assistant;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out what a question means that leans on those before it, by rules: one that begins like a continuation, points
 * back with a pronoun, or hardly says anything by itself is looked for together with the question that it continues. A
 * question that stands by itself is never changed.
 */
final class FollowUp {

    /** Words up to which a question that points back is taken for a continuation. */
    private static final int SHORT = 12;

    private static final Pattern OPENING = Pattern.compile(
            "^(?:and|but|or|so|then|also|what about|how about|what if|why|why not|how so|since when|until when|by whom|who else"
                    + "|what else|else|und|aber|oder|auch|was ist mit|wie ist es mit|warum|wieso|weshalb|seit wann|wer noch)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private static final Pattern PREPOSITION = Pattern.compile(
            "^(?:for|in|with|without|after|before|during|at|on|from|by|bei|für|mit|ohne|nach|vor|während|im|am)\\b.*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

    private static final Set<String> POINTING = Set.of(
            "it", "its", "they", "them", "their", "theirs", "that", "those", "these", "this", "he", "she", "him", "her",
            "his", "hers", "one", "ones", "former", "latter", "there", "er", "sie", "ihn", "ihm", "ihr", "ihre",
            "diese", "dieser", "dieses", "diesem", "diesen", "jene", "jener", "dort", "davon", "dafür", "damit");

    private static final Set<String> SAYING_LITTLE = Set.of(
            "a", "an", "the", "is", "are", "was", "were", "be", "do", "does", "did", "what", "which", "who", "when",
            "where", "how", "much", "many", "long", "often", "of", "to", "and", "or", "must", "may", "can", "should",
            "der", "die", "das", "ist", "sind", "wer", "wann", "wo", "wie", "viel", "viele", "lange", "oft", "muss",
            "darf", "kann");

    private FollowUp() {}

    /**
     * What to look for.
     *
     * @param earlier questions of the same conversation, in the order in which they were asked
     */
    static String inFull(String question, List<String> earlier) {
        String context = "";
        for (String one : earlier) {
            context = joined(context, one);
        }
        return joined(context, question);
    }

    private static String joined(String context, String question) {
        return context.isEmpty() || !leans(question) ? question : context + " " + question;
    }

    private static boolean leans(String question) {
        String stripped = question.strip();
        List<String> words = words(stripped).toList();
        if (words.size() > SHORT) {
            return false;
        }
        long saying = words.stream()
                .filter(word -> !SAYING_LITTLE.contains(word) && !POINTING.contains(word))
                .count();
        return OPENING.matcher(stripped).matches()
                || (PREPOSITION.matcher(stripped).matches() && saying <= 4)
                || words.stream().anyMatch(POINTING::contains)
                || saying <= 1;
    }

    private static Stream<String> words(String text) {
        return Pattern.compile("[^\\p{L}\\p{N}]+")
                .splitAsStream(text.toLowerCase(Locale.ROOT))
                .filter(word -> !word.isEmpty());
    }
}
