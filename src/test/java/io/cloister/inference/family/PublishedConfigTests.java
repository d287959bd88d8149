package io.cloister.inference.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.inference.checkpoint.UnusableCheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Configurations with the keys that makers publish, which no small checkpoint has. */
class PublishedConfigTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String SIZES = """
            "num_hidden_layers": 2, "hidden_size": 64, "num_attention_heads": 4, "num_key_value_heads": 2,
            "intermediate_size": 128, "vocab_size": 320, "max_position_embeddings": 512, "torch_dtype": "bfloat16",
            "transformers_version": "4.40.1", "use_cache": true, "bos_token_id": 1, "eos_token_id": 2
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                // SmolLM2
                """
                "architectures": ["LlamaForCausalLM"], "is_llama_config": true, "rope_interleaved": false,
                "rope_scaling": null, "rope_theta": 100000, "tie_word_embeddings": true, "pretraining_tp": 1
                """,
                // Qwen2.5
                """
                "architectures": ["Qwen2ForCausalLM"], "use_mrope": false, "use_sliding_window": false,
                "sliding_window": 32768, "max_window_layers": 24, "rope_theta": 1000000.0, "tie_word_embeddings": true
                """,
                // Phi-4-mini
                """
                "architectures": ["Phi3ForCausalLM"], "attention_bias": false, "mlp_bias": false, "lm_head_bias": false,
                "full_attn_mod": 1, "interpolate_factor": 1, "partial_rotary_factor": 0.75, "embd_pdrop": 0.0,
                "original_max_position_embeddings": 64, "rope_theta": 10000.0, "sliding_window": 262144,
                "rope_scaling": {"long_factor": [1,1,1,1,1,1], "short_factor": [1,1,1,1,1,1], "type": "longrope"}
                """,
                // StarCoder2
                """
                "architectures": ["Starcoder2ForCausalLM"], "activation_function": "gelu", "mlp_type": "default",
                "norm_type": "layer_norm", "layer_norm_epsilon": 1e-05, "norm_epsilon": 1e-05, "use_bias": true,
                "attention_softmax_in_fp32": true, "scale_attention_softmax_in_fp32": true, "scale_attn_weights": true,
                "hidden_act": "gelu_pytorch_tanh", "sliding_window": 4096
                """
            })
    void areUnderstood(String keys) throws Exception {
        DecoderDescription description = Families.describe(config(keys), _ -> true);

        assertThat(description.layers()).hasSize(2);
        assertThat(description.size().headSize()).isEqualTo(16);
    }

    @Test
    void falconOfElevenBillionHasOneNormForBothParts() throws Exception {
        DecoderDescription description = Families.describe(JSON.readTree("""
                        {"architectures": ["FalconForCausalLM"], "activation": "gelu", "alibi": false, "bias": false,
                         "ff_factor": 4, "ffn_hidden_size": 256, "hidden_size": 64, "layer_norm_epsilon": 1e-05,
                         "max_position_embeddings": 8192, "model_type": "falcon", "multi_query": true,
                         "new_decoder_architecture": true, "num_attention_heads": 4, "num_hidden_layers": 2,
                         "num_kv_heads": 2, "num_ln_in_parallel_attn": 1, "parallel_attn": true, "rope_scaling": null,
                         "rope_theta": 5000042, "tie_word_embeddings": false, "vocab_size": 320}
                        """), _ -> true);

        assertThat(description.layers().getFirst().block())
                .isInstanceOfSatisfying(
                        Block.Parallel.class,
                        block -> assertThat(block.beforeFeedForward()).isEqualTo(block.beforeAttention()));
        assertThat(description.head().tied()).isFalse();
    }

    @Test
    void aKeyWithAnotherValueThanTheOneThatIsBuiltIsRefused() throws Exception {
        ObjectNode config = config("\"architectures\": [\"Phi3ForCausalLM\"], \"full_attn_mod\": 2");

        assertThatThrownBy(() -> Families.describe(config, _ -> true))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining("'full_attn_mod': 2");
    }

    private static ObjectNode config(String keys) {
        return (ObjectNode) JSON.readTree("{" + keys + ", " + SIZES + "}");
    }
}
