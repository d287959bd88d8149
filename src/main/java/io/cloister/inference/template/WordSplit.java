package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.Collections;

/** Taking a text apart where there is whitespace, any amount of it. */
final class WordSplit {

    private WordSplit() {}

    static Value split(Meter meter, Text text, int most) throws TemplateException {
        meter.looksAt(text.length(), 1);
        String chars = text.chars();
        var words = new ArrayList<Value>();
        int from = skip(chars, 0, true);
        while (from < chars.length()) {
            int to = words.size() == most ? chars.length() : skip(chars, from, false);
            words.add(text.slice(meter, from, to));
            meter.items(1);
            from = skip(chars, to, true);
        }
        return meter.list(words);
    }

    static Value splitFromEnd(Meter meter, Text text, int most) throws TemplateException {
        meter.looksAt(text.length(), 1);
        String chars = text.chars();
        var words = new ArrayList<Value>();
        int to = skipBack(chars, chars.length(), true);
        while (to > 0) {
            int from = words.size() == most ? 0 : skipBack(chars, to, false);
            words.add(text.slice(meter, from, to));
            meter.items(1);
            to = skipBack(chars, from, true);
        }
        Collections.reverse(words);
        return meter.list(words);
    }

    private static int skip(String chars, int from, boolean space) {
        int at = from;
        while (at < chars.length() && PythonSpace.isSpace(chars.charAt(at)) == space) {
            at++;
        }
        return at;
    }

    private static int skipBack(String chars, int end, boolean space) {
        int at = end;
        while (at > 0 && PythonSpace.isSpace(chars.charAt(at - 1)) == space) {
            at--;
        }
        return at;
    }
}
