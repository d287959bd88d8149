package io.cloister.inference.template;

import java.util.Map;

/** The filter {@code escape}, for templates that write HTML or XML. */
final class Escaping {

    private static final Map<Character, String> ENTITIES =
            Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&#34;", '\'', "&#39;");

    private Escaping() {}

    static Text escape(Call call) throws TemplateException {
        Text text = call.self();
        var out = new TextBuilder(call.meter());
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            String entity = ENTITIES.get(text.chars().charAt(at));
            if (entity != null) {
                out.append(text, from, at).append(entity, text.fromTemplateAt(at));
                from = at + 1;
            }
        }
        return out.append(text, from, text.length()).build();
    }
}
