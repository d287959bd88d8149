package io.cloister.knowledge.lexical;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;

/** Words of a question that occur nowhere in the searched indexes, and the most similar ones that do. */
final class Spelling {

    private static final int SHORTEST = 5;
    private static final int MOST_WORDS = 32;
    private static final Pattern WORD =
            Pattern.compile("(?<![\\p{L}\\p{N}])\\p{L}{" + SHORTEST + ",40}(?![\\p{L}\\p{N}])");

    private Spelling() {}

    static Map<String, String> corrections(String question, IndexReader reader) throws IOException {
        var checker = new DirectSpellChecker();
        checker.setMinQueryLength(SHORTEST);
        checker.setAccuracy(0.7f);
        Map<String, String> corrections = new LinkedHashMap<>();
        Matcher words = WORD.matcher(question);
        for (int count = 0; count < MOST_WORDS && words.find(); count++) {
            var term = new Term(WordFields.WORDS, words.group().toLowerCase(Locale.ROOT));
            if (reader.docFreq(term) == 0) {
                SuggestWord[] similar = checker.suggestSimilar(term, 1, reader, SuggestMode.SUGGEST_WHEN_NOT_IN_INDEX);
                List.of(similar).forEach(word -> corrections.put(words.group(), word.string));
            }
        }
        return corrections;
    }

    /** The question with the similar words beside the unknown ones. */
    static String correct(String question, Map<String, String> corrections) {
        return corrections.isEmpty() ? question : question + " " + String.join(" ", corrections.values());
    }
}
