package io.cloister.inference.grammar;

import java.util.regex.Pattern;

/**
 * How a model writes calls of tools. All of them write a JSON object of arguments; they differ in what stands around it.
 */
public enum ToolCallFormat {
    /** Hermes, Qwen, Granite 4: an object with {@code name} and {@code arguments} between tags, each call in its own. */
    HERMES(
            "<tool_call>",
            false,
            "\n",
            "\n</tool_call>\n<tool_call>\n",
            "\n</tool_call>",
            "{\"name\": \"",
            "\", \"arguments\": ",
            "}"),
    /** Mistral: a list of such objects behind a control token. */
    MISTRAL("[TOOL_CALLS]", false, "[", ", ", "]", "{\"name\": \"", "\", \"arguments\": ", "}"),
    /** Mistral since 2025: for each call the control token, the name and the arguments. */
    MISTRAL_NAMED("[TOOL_CALLS]", false, "", "[TOOL_CALLS]", "", "", "", ""),
    /** The same with a control token before the arguments. */
    MISTRAL_ARGS("[TOOL_CALLS]", false, "", "[TOOL_CALLS]", "", "", "[ARGS]", ""),
    /** Granite 3: a list behind a control token. */
    GRANITE("<|tool_call|>", false, "[", ", ", "]", "{\"name\": \"", "\", \"arguments\": ", "}"),
    /** Firefunction: a list behind a word. */
    FUNCTOOLS("functools[", false, "", ", ", "]", "{\"name\": \"", "\", \"arguments\": ", "}"),
    /** Llama 3 and 4: the answer is one object with {@code name} and {@code parameters}. */
    LLAMA("{\"name\"", true, "", "", "", ": \"", "\", \"parameters\": ", "}"),
    /** All others: the answer is one object with {@code name} and {@code arguments}. */
    GENERIC("{\"name\"", true, "", "", "", ": \"", "\", \"arguments\": ", "}");

    private static final Pattern MISTRAL_LIST = Pattern.compile("\\[TOOL_CALLS\\] ?\\[(?!ARGS)");

    /** What begins calls; an ordinary text or the name of a control token. */
    private final String marker;

    private final boolean leading;
    private final String open;
    private final String separator;
    private final String close;
    private final String head;
    private final String middle;
    private final String tail;

    ToolCallFormat(
            String marker,
            boolean leading,
            String open,
            String separator,
            String close,
            String head,
            String middle,
            String tail) {
        this.marker = marker;
        this.leading = leading;
        this.open = open;
        this.separator = separator;
        this.close = close;
        this.head = head;
        this.middle = middle;
        this.tail = tail;
    }

    /** The one that the text of a model's chat template shows. */
    public static ToolCallFormat of(String template) {
        if (template.contains("[TOOL_CALLS]")) {
            return template.contains("[ARGS]")
                    ? MISTRAL_ARGS
                    : MISTRAL_LIST.matcher(template).find() ? MISTRAL : MISTRAL_NAMED;
        }
        // Qwen's coder writes arguments as tags of their own, without types; it is asked for JSON instead.
        if (template.contains("<tool_call>") && !template.contains("<function=")) {
            return HERMES;
        }
        if (template.contains("<|tool_call|>")) {
            return GRANITE;
        }
        if (template.contains("functools[")) {
            return FUNCTOOLS;
        }
        boolean llama = template.contains("{\"name\": function name, \"parameters\":")
                || template.contains("'\"parameters\": '");
        return llama ? LLAMA : GENERIC;
    }

    String marker() {
        return marker;
    }

    /** Whether calls are the whole answer, so that their marker counts at its beginning only. */
    boolean isLeading() {
        return leading;
    }

    String open() {
        return open;
    }

    /** Between calls; empty where there can be one only. */
    String separator() {
        return separator;
    }

    String close() {
        return close;
    }

    /** Before the name. */
    String head() {
        return head;
    }

    /** Between name and arguments. */
    String middle() {
        return middle;
    }

    /** After the arguments. */
    String tail() {
        return tail;
    }

    /** Where the JSON of calls begins at the earliest, in a text that begins with the marker. */
    int valueOffset() {
        return opensList() ? marker.length() - 1 : marker.length();
    }

    /** Whether the marker holds the beginning of a list. */
    boolean opensList() {
        return marker.endsWith("[");
    }

    /** Whether the name stands before the arguments instead of within. */
    boolean isNamed() {
        return head.isEmpty() && !leading;
    }

    /** Before the random part of a call's id. */
    String idPrefix() {
        return isMistral() ? "" : "call_";
    }

    /** Letters and digits in it. Mistral's templates take ids of this length only. */
    int idLength() {
        return isMistral() ? 9 : 24;
    }

    private boolean isMistral() {
        return marker.equals("[TOOL_CALLS]");
    }
}
