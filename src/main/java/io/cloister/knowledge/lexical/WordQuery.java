package io.cloister.knowledge.lexical;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/**
 * A question as words of which any may occur: the more and the rarer, the better. Quoted phrases count much
 * more.
 */
final class WordQuery {

    /** Clauses of a query; a longer question is cut. */
    private static final int MOST_CLAUSES = 900;

    private static final float PHRASE = 2;
    private static final Pattern QUOTED = Pattern.compile("[\"“„«]([^\"“”„«»]{2,200})[\"”“»]");

    private WordQuery() {}

    /** @param textFields of the languages that are searched */
    static Query of(String question, Collection<String> textFields) {
        List<Query> languages = new ArrayList<>();
        for (String field : textFields) {
            int most = MOST_CLAUSES / textFields.size();
            Query query = inOne(question, field, most);
            languages.add(query == null ? plain(question, most) : query);
        }
        return new DisjunctionMaxQuery(languages, 0);
    }

    /** Where the rules of a language leave nothing: words that say little are better than none. */
    private static Query plain(String question, int most) {
        var any = new BooleanQuery.Builder();
        words(question, Languages.plain()).stream()
                .distinct()
                .limit(most)
                .forEach(word -> any.add(new TermQuery(new Term(WordFields.WORDS, word)), Occur.SHOULD));
        return any.build();
    }

    private static @Nullable Query inOne(String question, String field, int most) {
        Analyzer analyzer = Languages.of(WordFields.language(field));
        List<String> words = words(question, analyzer);
        if (words.isEmpty()) {
            return null;
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        words.stream()
                .filter(word -> counts.size() < most || counts.containsKey(word))
                .forEach(word -> counts.merge(word, 1, Integer::sum));
        var any = new BooleanQuery.Builder();
        counts.forEach((word, count) ->
                any.add(new BoostQuery(new TermQuery(new Term(field, word)), count), Occur.SHOULD));
        Matcher quoted = QUOTED.matcher(question);
        for (int phrases = 0; phrases < 5 && quoted.find(); phrases++) {
            String[] phrase = words(quoted.group(1), analyzer).toArray(String[]::new);
            if (phrase.length > 1) {
                any.add(new BoostQuery(new PhraseQuery(1, field, phrase), PHRASE), Occur.SHOULD);
            }
        }
        return any.build();
    }

    static List<String> words(String text, Analyzer analyzer) {
        List<String> words = new ArrayList<>();
        try (TokenStream tokens = analyzer.tokenStream("", text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                words.add(word.toString());
            }
            tokens.end();
            return words;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
