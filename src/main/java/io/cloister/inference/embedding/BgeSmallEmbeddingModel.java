package io.cloister.inference.embedding;

import io.cloister.inference.onnx.EncoderSession;
import io.cloister.inference.onnx.NativeWork;
import io.cloister.inference.tokenizer.TextTokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;

/**
 * bge-small-en-v1.5: the first token's hidden state, normalised. Texts beyond 512 tokens lose their end. Texts of like
 * length run together, because a batch costs as much as its longest member times its size.
 */
final class BgeSmallEmbeddingModel implements EmbeddingModel {

    static final int DIMENSIONS = 384;
    private static final int MAX_TOKENS = 512;

    private final TextTokenizer tokenizer;
    private final EncoderSession session;
    private final NativeWork work;
    private final int batchSize;

    BgeSmallEmbeddingModel(TextTokenizer tokenizer, EncoderSession session, NativeWork work, int batchSize) {
        this.tokenizer = tokenizer;
        this.session = session;
        this.work = work;
        this.batchSize = batchSize;
    }

    @Override
    public EmbeddingResponse call(EmbeddingRequest request) {
        float[][] vectors = vectors(request.getInstructions());
        return new EmbeddingResponse(IntStream.range(0, vectors.length)
                .mapToObj(i -> new Embedding(vectors[i], i))
                .toList());
    }

    @Override
    public float[] embed(Document document) {
        String text = document.getText();
        if (text == null) {
            throw new IllegalArgumentException("Only documents of text can be embedded");
        }
        return embed(text);
    }

    @Override
    public int dimensions() {
        return DIMENSIONS;
    }

    private float[][] vectors(List<String> texts) {
        List<long[]> tokens = texts.stream().map(this::tokens).toList();
        List<Integer> byLength = IntStream.range(0, texts.size())
                .boxed()
                .sorted(Comparator.comparingInt(i -> tokens.get(i).length))
                .toList();
        float[][] vectors = new float[texts.size()][];
        try (var permit = work.admit()) {
            for (int from = 0; from < byLength.size(); from += batchSize) {
                List<Integer> rows = byLength.subList(from, Math.min(from + batchSize, byLength.size()));
                var batch = new ArrayList<long[]>(rows.size());
                rows.forEach(row -> batch.add(tokens.get(row)));
                float[][] results = permit.run(() -> session.firstTokenVectors(batch));
                for (int i = 0; i < results.length; i++) {
                    vectors[rows.get(i)] = results[i];
                }
            }
        }
        return vectors;
    }

    private long[] tokens(String text) {
        long[] ids = tokenizer.encode(text, true);
        if (ids.length <= MAX_TOKENS) {
            return ids;
        }
        long[] cut = Arrays.copyOf(ids, MAX_TOKENS);
        cut[MAX_TOKENS - 1] = ids[ids.length - 1];
        return cut;
    }
}
