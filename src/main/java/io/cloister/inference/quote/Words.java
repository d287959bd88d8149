package io.cloister.inference.quote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/** The words of English text that carry meaning, reduced to their stems. Safe for use by many threads. */
final class Words {

    /** Words of grammar, and those that say what kind of answer is asked for. */
    private static final Set<String> SILENT = Set.of("""
            a an and are as at be but by for from if in into is it its no not of on or such that the their then there
            these they this to was will with we us our you your i me my he she him her his them who whom whose which
            what when where why how do does did done must may can could should shall would might has have had having get
            gets got much many long soon often fast quickly quick old far need needs needed any some all each every one
            someone somebody than so been being am were also about up out off further just only own same very too more
            most other through per via allowed allow mean means happen happens let make makes take takes go give given
            """.strip().split("\\s+"));

    private final Analyzer analyzer = new EnglishAnalyzer(new CharArraySet(SILENT, true));

    /** The stems of a text. */
    Set<String> stems(String text) {
        return withSurface(text).keySet();
    }

    /** The stems of a text with the word as it stood there, in order. */
    Map<String, String> withSurface(String text) {
        var words = new LinkedHashMap<String, String>();
        try (TokenStream stream = analyzer.tokenStream("text", text)) {
            var term = stream.addAttribute(CharTermAttribute.class);
            var offset = stream.addAttribute(OffsetAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                words.putIfAbsent(term.toString(), text.substring(offset.startOffset(), offset.endOffset()));
            }
            stream.end();
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
