package io.cloister.audit.web;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The actions that have words of their own, for the search form; the bundle of this module lists them. */
final class KnownActions {

    private static final String PREFIX = "audit.action.";

    private KnownActions() {}

    static List<String> codes() {
        return ResourceBundle.getBundle("messages/audit", Locale.ROOT).keySet().stream()
                .filter(key -> key.startsWith(PREFIX))
                .map(key -> key.substring(PREFIX.length()))
                .sorted()
                .toList();
    }
}
