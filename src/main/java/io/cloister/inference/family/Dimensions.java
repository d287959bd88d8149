package io.cloister.inference.family;

import io.cloister.inference.checkpoint.UnusableCheckpointException;

/**
 * The sizes of a decoder.
 *
 * @param headSize as the checkpoint has it
 * @param intermediate width of the feed-forward part
 * @param context most tokens of prompt and answer together
 */
public record Dimensions(
        int layers, int hidden, int heads, int keyHeads, int headSize, int intermediate, int vocabulary, int context) {

    /** Reads the keys that most families share. */
    static Dimensions of(ConfigKeys config) throws UnusableCheckpointException {
        int hidden = config.size("hidden_size");
        int heads = config.size("num_attention_heads");
        return new Dimensions(
                        config.size("num_hidden_layers"),
                        hidden,
                        heads,
                        config.size("num_key_value_heads", heads),
                        config.size("head_dim", hidden / heads),
                        config.size("intermediate_size"),
                        config.size("vocab_size"),
                        config.size("max_position_embeddings", 2048))
                .checked();
    }

    Dimensions checked() throws UnusableCheckpointException {
        if (heads % keyHeads != 0) {
            throw new UnusableCheckpointException(
                    "config.json has %d attention heads for %d key heads, which does not divide; get the maker's config.json."
                            .formatted(heads, keyHeads));
        }
        return this;
    }

    /** Width of all query heads together. */
    int queryWidth() {
        return heads * headSize;
    }

    /** Width of all key heads together. */
    int keyWidth() {
        return keyHeads * headSize;
    }
}
