package io.cloister.inference.quote;

import io.cloister.inference.FinishReason;
import io.cloister.inference.GenerationChunk;
import io.cloister.inference.GenerationInput;
import io.cloister.inference.GenerationRequest;
import io.cloister.inference.SourceText;
import io.cloister.inference.TextEmbedding;
import io.cloister.inference.TextGeneration;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * "Cloister Quote": answers with sentences of the sources, word for word, each with its citation, or says that nothing
 * answers. Streams word by word. Needs no download and cannot invent anything.
 */
public final class QuoteGeneration implements TextGeneration {

    static final String NOTHING = "Nothing in the documents you may read answers this question.";

    private final ExcerptScorer scorer;
    private final TextTokenizer tokenizer;

    public QuoteGeneration(TextEmbedding embedding, TextTokenizer tokenizer) {
        this.scorer = new ExcerptScorer(embedding, new Words(), new WordRarity(tokenizer));
        this.tokenizer = tokenizer;
    }

    @Override
    public Stream<GenerationChunk> generate(GenerationRequest request) {
        return switch (request.input()) {
            case GenerationInput.Question question -> answer(question, request.maxNewTokens()).stream();
            case GenerationInput.Continuation text ->
                answer(new GenerationInput.Question(text.text(), List.of()), request.maxNewTokens()).stream();
            case GenerationInput.Conversation conversation ->
                answer(
                        new GenerationInput.Question(
                                conversation.messages().getLast().text(), List.of()),
                        request.maxNewTokens())
                        .stream();
        };
    }

    private List<GenerationChunk> answer(GenerationInput.Question question, int maxNewTokens) {
        List<SourceText> sources = question.sources();
        List<Excerpt> quotes =
                sources.isEmpty() ? List.of() : QuoteSelection.choose(scorer.score(question.text(), sources));
        int asked = tokenizer.count(question.text())
                + sources.stream()
                        .mapToInt(source -> tokenizer.count(source.text()))
                        .sum();
        var chunks = new ArrayList<GenerationChunk>();
        if (quotes.isEmpty()) {
            addWords(chunks, NOTHING);
            chunks.add(new GenerationChunk.Finished(FinishReason.NO_ANSWER, asked, tokenizer.count(NOTHING), 0));
            return chunks;
        }
        Map<Integer, SourceText> byNumber =
                sources.stream().collect(Collectors.toMap(SourceText::number, Function.identity()));
        int number = 0;
        int written = 0;
        FinishReason reason = FinishReason.STOP;
        for (Excerpt quote : quotes) {
            int length = tokenizer.count(quote.text());
            if (written > 0 && written + length > maxNewTokens) {
                reason = FinishReason.LENGTH;
                break;
            }
            SourceText source = Objects.requireNonNull(byNumber.get(quote.source()));
            String sentence = MarkdownText.of(source.text().substring(quote.start(), quote.end()));
            String between = number == 0 ? "" : "\n\n";
            number++;
            chunks.add(new GenerationChunk.Quotation(number, quote.source(), quote.start(), quote.end()));
            addWords(chunks, "%s%s [%d]".formatted(between, sentence, number));
            written += length;
        }
        chunks.add(new GenerationChunk.Finished(reason, asked, written, 0));
        return chunks;
    }

    /** One chunk for each word with the blanks before it. */
    private static void addWords(List<GenerationChunk> chunks, String text) {
        int from = 0;
        for (int i = 1; i <= text.length(); i++) {
            boolean wordBegins = i == text.length()
                    || (Character.isWhitespace(text.charAt(i)) && !Character.isWhitespace(text.charAt(i - 1)));
            if (wordBegins) {
                chunks.add(new GenerationChunk.Text(text.substring(from, i)));
                from = i;
            }
        }
    }
}
