package io.cloister.knowledge.lexical;

import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds passages by words, with BM25 over exactly the indexes that are searched: how rare a word is, and how long
 * passages are, is told by what the asker may read and nothing else.
 */
@Component
public class WordSearch {

    private final OpenIndexes indexes;

    WordSearch(OpenIndexes indexes) {
        this.indexes = indexes;
    }

    /**
     * @param collections that the asker may read; row-level security shows no index of another one
     * @param within only passages of these documents; null for all
     * @param depth most hits
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public WordHits search(
            Set<CollectionId> collections,
            String question,
            WordScoring scoring,
            @Nullable Collection<DocumentId> within,
            int depth) {
        try (OpenIndexes.Loan loan = indexes.borrow(collections);
                MultiReader reader = new MultiReader(loan.readers().toArray(DirectoryReader[]::new), false)) {
            Map<String, String> corrections = Spelling.corrections(question, reader);
            var searcher = new IndexSearcher(reader);
            searcher.setQueryCache(null);
            searcher.setSimilarity(new BM25Similarity((float) scoring.k1(), (float) scoring.b()));
            Query words = WordQuery.of(Spelling.correct(question, corrections), textFields(loan.readers()));
            Query query = within == null ? words : restricted(words, within);
            return new WordHits(
                    scores(searcher, searcher.search(query, depth).scoreDocs), reader.numDocs(), corrections);
        } catch (IOException e) {
            throw new UncheckedIOException("The index of words cannot be read", e);
        }
    }

    /** The words of a question that a text has, both by the rules of the text's language. */
    public static SharedWords shared(String question, String text, String language) {
        var analyzer = Languages.of(Languages.ruled(language));
        Set<String> asked = new LinkedHashSet<>(WordQuery.words(question, analyzer));
        Set<String> shared = new LinkedHashSet<>(asked);
        shared.retainAll(Set.copyOf(WordQuery.words(text, analyzer)));
        return new SharedWords(shared, asked.size());
    }

    private static Query restricted(Query words, Collection<DocumentId> within) {
        return new BooleanQuery.Builder()
                .add(words, Occur.MUST)
                .add(
                        new TermInSetQuery(
                                WordFields.DOCUMENT,
                                within.stream()
                                        .map(document -> WordFields.bytes(document.value()))
                                        .toList()),
                        Occur.FILTER)
                .build();
    }

    private static Set<String> textFields(List<DirectoryReader> readers) {
        Set<String> fields = new TreeSet<>();
        for (DirectoryReader reader : readers) {
            FieldInfos.getIndexedFields(reader).stream()
                    .filter(WordFields::isText)
                    .forEach(fields::add);
        }
        return fields;
    }

    private static Map<UUID, Double> scores(IndexSearcher searcher, ScoreDoc[] hits) throws IOException {
        Map<UUID, Double> scores = LinkedHashMap.newLinkedHashMap(hits.length);
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        for (ScoreDoc hit : hits) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
            BinaryDocValues ids = leaf.reader().getBinaryDocValues(WordFields.PASSAGE);
            if (ids != null && ids.advanceExact(hit.doc - leaf.docBase)) {
                scores.put(WordFields.id(ids.binaryValue()), (double) hit.score);
            }
        }
        return scores;
    }
}
