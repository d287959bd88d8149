package io.cloister.inference.quote;

import io.cloister.inference.tokenizer.TextTokenizer;
import java.util.Locale;

/**
 * How much a word says, from 0 to 1, in the manner of an inverse document frequency. A BERT vocabulary lists English
 * words by falling frequency in a large corpus, and by Zipf's law the frequency of a word is about the inverse of its
 * rank: the logarithm of the rank stands in for the logarithm of the inverse frequency. Words that the vocabulary does
 * not hold as a whole are rare.
 */
final class WordRarity {

    /** Id of "the", the first and most frequent word; characters and markers stand before it. */
    private static final int FIRST_WORD = 1996;

    private static final double LAST_RANK = Math.log(28_000);

    private final TextTokenizer tokenizer;

    WordRarity(TextTokenizer tokenizer) {
        this.tokenizer = tokenizer;
    }

    double of(String word) {
        long[] ids = tokenizer.encode(word.toLowerCase(Locale.ROOT), false);
        if (ids.length != 1 || ids[0] < FIRST_WORD) {
            return 1;
        }
        return Math.min(1, Math.log(ids[0] - FIRST_WORD + 1.0) / LAST_RANK);
    }
}
