package io.cloister.platform.web;

import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The texts that scripts show, handed to them as JSON within the page so that all wording stays in the bundles. */
@Component
class ScriptTexts {

    /** Keys {@code <module>.script.*} of the modules, in a form that may stand inside a script element. */
    String json(Locale locale, String... modules) {
        Map<String, String> texts = new TreeMap<>();
        for (String module : modules) {
            ResourceBundle bundle = ResourceBundle.getBundle(
                    "messages/" + module,
                    locale,
                    ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
            for (String key : bundle.keySet()) {
                if (key.startsWith(module + ".script.")) {
                    texts.put(key, bundle.getString(key));
                }
            }
        }
        return JsonMapper.shared().writeValueAsString(texts).replace("<", "\\u003c");
    }
}
