package io.cloister.inference.template;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Capitals and small letters. */
final class CaseMethods {

    static final List<Builtin> ALL = List.of(
            Builtin.of("upper", "", CaseMethods::upper),
            Builtin.of("lower", "", CaseMethods::lower),
            Builtin.of("capitalize", "", CaseMethods::capitalize),
            Builtin.of("title", "", call -> eachWord(call, KindMethods::isCased, CaseMethods::title)));

    private CaseMethods() {}

    static Text upper(Call call) throws TemplateException {
        return mapped(call.meter(), call.self(), LetterCase::upper);
    }

    static Text lower(Call call) throws TemplateException {
        return lower(call.meter(), call.self());
    }

    static Text lower(Meter meter, Text text) throws TemplateException {
        return mapped(meter, text, LetterCase::lower);
    }

    static Text capitalize(Call call) throws TemplateException {
        var out = new TextBuilder(call.meter());
        Text text = call.self();
        word(call.meter(), out, text, 0, text.length(), CaseMethods::title);
        return out.build();
    }

    /** Every word with a capital first and small letters after. */
    static Text eachWord(Call call, IntPredicate inWord, UnaryOperator<String> capital) throws TemplateException {
        Text text = call.self();
        var out = new TextBuilder(call.meter());
        for (int from = 0; from < text.length(); ) {
            int start = end(text, from, inWord.negate());
            int end = end(text, start, inWord);
            out.append(text, from, start);
            word(call.meter(), out, text, start, end, capital);
            from = end;
        }
        return out.build();
    }

    /** Where the characters of a kind end that begin at the position. */
    private static int end(Text text, int from, IntPredicate kind) {
        int at = from;
        while (at < text.length() && kind.test(text.chars().codePointAt(at))) {
            at += Character.charCount(text.chars().codePointAt(at));
        }
        return at;
    }

    private static void word(Meter meter, TextBuilder out, Text text, int from, int to, UnaryOperator<String> capital)
            throws TemplateException {
        if (from < to) {
            int second = text.chars().offsetByCodePoints(from, 1);
            out.append(capital.apply(text.chars().substring(from, second)), text.fromTemplateAt(from));
            out.append(lower(meter, text.slice(meter, second, to)));
        }
    }

    /** Run by run, since a letter may become several. */
    private static Text mapped(Meter meter, Text text, UnaryOperator<String> mapping) throws TemplateException {
        var out = new TextBuilder(meter);
        for (int from = 0; from < text.length(); from = text.runEnd(from)) {
            meter.characters(text.runEnd(from) - from);
            out.append(mapping.apply(text.chars().substring(from, text.runEnd(from))), text.fromTemplateAt(from));
        }
        return out.build();
    }

    private static String title(String letter) {
        String upper = LetterCase.upper(letter);
        return upper.codePointCount(0, upper.length()) == 1
                ? Character.toString(Character.toTitleCase(letter.codePointAt(0)))
                : upper.charAt(0) + LetterCase.lower(upper.substring(1));
    }
}
