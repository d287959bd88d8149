package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Taking a text apart. */
final class SplitMethods {

    static final List<Builtin> ALL = List.of(
            Builtin.of("split", "sep? maxsplit?", SplitMethods::split),
            Builtin.of("rsplit", "sep? maxsplit?", SplitMethods::splitFromEnd),
            Builtin.of(
                    "splitlines",
                    "keepends?",
                    call -> call.meter().list(lines(call.meter(), call.self(), call.flag(0)))),
            Builtin.of("partition", "sep", SplitMethods::partition),
            Builtin.of("rpartition", "sep", SplitMethods::partitionFromEnd));

    private SplitMethods() {}

    /** The lines of a text, without their ends unless those are wanted. */
    static List<Value> lines(Meter meter, Text text, boolean withEnds) throws TemplateException {
        String chars = text.chars();
        var lines = new ArrayList<Value>();
        for (int from = 0; from < chars.length(); ) {
            int end = from;
            while (end < chars.length() && !PythonSpace.endsLine(chars.charAt(end))) {
                end++;
            }
            int next = chars.startsWith("\r\n", end) ? end + 2 : Math.min(end + 1, chars.length());
            meter.items(1);
            lines.add(text.slice(meter, from, withEnds ? next : end));
            from = next;
        }
        return lines;
    }

    private static Value split(Call call) throws TemplateException {
        int most = most(call);
        return call.optional(0) == null
                ? WordSplit.split(call.meter(), call.self(), most)
                : call.meter().list(atSeparator(call, separator(call), most));
    }

    private static List<Value> atSeparator(Call call, Text separator, int most) throws TemplateException {
        Text text = call.self();
        Meter meter = call.meter();
        meter.looksAt(text.length(), separator.length());
        var parts = new ArrayList<Value>();
        int from = 0;
        for (int at; parts.size() < most && (at = text.chars().indexOf(separator.chars(), from)) >= 0; ) {
            parts.add(text.slice(meter, from, at));
            meter.items(1);
            from = at + separator.length();
        }
        parts.add(text.slice(meter, from, text.length()));
        return parts;
    }

    private static Value splitFromEnd(Call call) throws TemplateException {
        int most = most(call);
        Meter meter = call.meter();
        Text text = call.self();
        if (call.optional(0) == null) {
            return WordSplit.splitFromEnd(meter, text, most);
        }
        Text separator = separator(call);
        meter.looksAt(text.length(), separator.length());
        var parts = new ArrayList<Value>();
        int to = text.length();
        for (int at; parts.size() < most && (at = lastBefore(text, separator, to)) >= 0; ) {
            parts.add(text.slice(meter, at + separator.length(), to));
            meter.items(1);
            to = at;
        }
        parts.add(text.slice(meter, 0, to));
        Collections.reverse(parts);
        return meter.list(parts);
    }

    private static int lastBefore(Text text, Text separator, int to) {
        return to < separator.length() ? -1 : text.chars().lastIndexOf(separator.chars(), to - separator.length());
    }

    private static Value partition(Call call) throws TemplateException {
        Text text = call.self();
        Text separator = separator(call);
        int at = Search.first(call.meter(), text, separator);
        return at < 0
                ? call.meter().tuple(List.of(text, Text.EMPTY, Text.EMPTY))
                : around(call.meter(), text, at, at + separator.length());
    }

    private static Value partitionFromEnd(Call call) throws TemplateException {
        Text text = call.self();
        Text separator = separator(call);
        int at = Search.last(call.meter(), text, separator);
        return at < 0
                ? call.meter().tuple(List.of(Text.EMPTY, Text.EMPTY, text))
                : around(call.meter(), text, at, at + separator.length());
    }

    private static Value around(Meter meter, Text text, int from, int to) throws TemplateException {
        return meter.tuple(
                List.of(text.slice(meter, 0, from), text.slice(meter, from, to), text.slice(meter, to, text.length())));
    }

    private static Text separator(Call call) throws TemplateException {
        Text separator = call.text(0);
        if (separator.isEmpty()) {
            throw call.fail("empty separator");
        }
        return separator;
    }

    private static int most(Call call) throws TemplateException {
        int most = call.integer(1, -1);
        return most < 0 ? Integer.MAX_VALUE : most;
    }
}
