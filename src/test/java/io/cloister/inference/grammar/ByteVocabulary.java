package io.cloister.inference.grammar;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A tokenizer of our own in the layout of GPT-2's: one token for each byte, some longer ones, and control tokens. */
final class ByteVocabulary {

    static final int END = 256;
    static final int CALLS = 257;

    private ByteVocabulary() {}

    static byte[] json(String... longer) {
        var mapper = new JsonMapper();
        ObjectNode root = mapper.createObjectNode();
        ObjectNode vocabulary = root.putObject("model").put("type", "BPE").putObject("vocab");
        root.withObject("model").putArray("merges");
        for (String step : List.of("decoder", "pre_tokenizer")) {
            root.putObject(step)
                    .put("type", "ByteLevel")
                    .put("add_prefix_space", false)
                    .put("trim_offsets", false)
                    .put("use_regex", false);
        }
        int[] hidden =
                IntStream.range(0, 256).filter(value -> !printable(value)).toArray();
        for (int value = 0; value < 256; value++) {
            int point = value;
            for (int i = 0; i < hidden.length; i++) {
                point = hidden[i] == value ? 256 + i : point;
            }
            vocabulary.put(Character.toString(point), value);
        }
        var added = root.putArray("added_tokens");
        added.addObject().put("id", END).put("content", "</s>").put("special", true);
        added.addObject().put("id", CALLS).put("content", "[TOOL_CALLS]").put("special", true);
        for (int i = 0; i < longer.length; i++) {
            added.addObject().put("id", CALLS + 1 + i).put("content", longer[i]).put("special", false);
        }
        for (var token : added) {
            ((ObjectNode) token)
                    .put("single_word", false)
                    .put("lstrip", false)
                    .put("rstrip", false)
                    .put("normalized", false);
        }
        return mapper.writeValueAsBytes(root);
    }

    private static boolean printable(int value) {
        return (value >= 33 && value <= 126) || (value >= 161 && value <= 172) || value >= 174;
    }
}
