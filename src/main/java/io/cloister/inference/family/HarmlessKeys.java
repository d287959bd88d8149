package io.cloister.inference.family;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Keys of {@code config.json} that change nothing about the results: what is for training, for generating, for other
 * programs or for people.
 */
final class HarmlessKeys {

    private static final Set<String> NAMES = Set.of(
            // who and what
            "architectures",
            "model_type",
            "_name_or_path",
            "name_or_path",
            "_commit_hash",
            "transformers_version",
            "auto_map",
            "custom_pipelines",
            "task_specific_params",
            "problem_type",
            "finetuning_task",
            "unsloth_fixed",
            "unsloth_version",
            "transformers.js_config",
            "is_llama_config",
            // how it is computed, not what
            "torch_dtype",
            "dtype",
            "use_cache",
            "_attn_implementation",
            "_attn_implementation_autoset",
            "attn_implementation",
            "cache_implementation",
            "_flash_attn_2_enabled",
            "gradient_checkpointing",
            "reorder_and_upcast_attn",
            "pretraining_tp",
            "attention_softmax_in_fp32",
            "scale_attention_softmax_in_fp32",
            "torchscript",
            "use_bfloat16",
            // training
            "initializer_range",
            "initializer_factor",
            "attention_dropout",
            "attn_pdrop",
            "embd_pdrop",
            "resid_pdrop",
            "resid_dropout",
            "hidden_dropout",
            "embedding_dropout",
            "residual_dropout",
            "classifier_dropout",
            "router_aux_loss_coef",
            "router_jitter_noise",
            "output_router_logits",
            "z_loss_coefficient",
            // generating and tokens
            "bos_token_id",
            "eos_token_id",
            "pad_token_id",
            "sep_token_id",
            "unk_token_id",
            "max_length",
            "min_length",
            "do_sample",
            "temperature",
            "top_k",
            "top_p",
            "repetition_penalty",
            "num_beams",
            // what other heads put out
            "id2label",
            "label2id",
            "num_labels",
            "output_attentions",
            "output_hidden_states",
            "return_dict",
            "is_decoder",
            "summary_activation",
            "summary_first_dropout",
            "summary_proj_to_labels",
            "summary_type",
            "summary_use_proj");

    private HarmlessKeys() {}

    /** Whether a key may be passed over with this value. */
    static boolean contains(String key, JsonNode value) {
        return switch (key) {
            case "is_encoder_decoder", "add_cross_attention", "tie_encoder_decoder" ->
                value.isBoolean() && !value.asBoolean();
            default -> NAMES.contains(key);
        };
    }
}
