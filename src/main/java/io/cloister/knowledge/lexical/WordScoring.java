package io.cloister.knowledge.lexical;

/**
 * Parameters of BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009).
 *
 * @param k1 at least 0: how slowly further occurrences of a word stop counting
 * @param b 0 to 1: how much long passages are held to have more words by their length alone
 */
public record WordScoring(double k1, double b) {

    public static final WordScoring DEFAULT = new WordScoring(1.2, 0.75);
}
