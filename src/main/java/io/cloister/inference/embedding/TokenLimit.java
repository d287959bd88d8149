package io.cloister.inference.embedding;

import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** How many tokens an encoder reads, special ones included: the least of what its files say. */
final class TokenLimit {

    private static final int UNSAID = 512;
    /** Position tables that begin at a later row than the first, as RoBERTa's do. */
    private static final Map<String, Integer> UNUSED_POSITIONS =
            Map.of("roberta", 2, "xlm-roberta", 2, "camembert", 2, "mpnet", 2, "longformer", 2, "xlm-roberta-xl", 2);

    private TokenLimit() {}

    static int of(EncoderFolder folder) throws UnusableEncoderException {
        JsonNode config = folder.json(EncoderFolder.CONFIG);
        int positions = config.path("max_position_embeddings").asInt(0)
                - UNUSED_POSITIONS.getOrDefault(config.path("model_type").asString(""), 0);
        // Absurdly large numbers stand for no limit.
        double tokenizer =
                folder.json("tokenizer_config.json").path("model_max_length").asDouble(0);
        int sentence =
                folder.json("sentence_bert_config.json").path("max_seq_length").asInt(0);
        return IntStream.of(positions, (int) Math.min(tokenizer, Integer.MAX_VALUE), sentence)
                .filter(limit -> limit > 0 && limit < 1_000_000)
                .min()
                .orElse(UNSAID);
    }
}
