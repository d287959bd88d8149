package io.cloister.inference.template;

import java.util.List;

/** Filters that make a text of what they are applied to. */
final class TextFilters {

    private static final String WORD_BORDERS = "-({[<";

    static final List<Builtin> ALL = List.of(
            Builtin.of("string", "", Call::self),
            Builtin.of("safe", "", Call::self),
            Builtin.of("upper", "", CaseMethods::upper),
            Builtin.of("lower", "", CaseMethods::lower),
            Builtin.of("capitalize", "", CaseMethods::capitalize),
            Builtin.of("title", "", call -> CaseMethods.eachWord(call, TextFilters::isInWord, LetterCase::upper)),
            Builtin.of("trim", "chars?", call -> StripMethods.strip(call, true, true)),
            Builtin.of("replace", "old new count?", TextFilters::replace),
            Builtin.of("join", "d? attribute?", TextFilters::join),
            Builtin.of("indent", "width? first? blank?", Indentation::indent),
            Builtin.open("format", TextFilters::format),
            Builtin.of("escape", "", Escaping::escape),
            Builtin.of("e", "", Escaping::escape),
            Builtin.of("tojson", "ensure_ascii? indent? separators? sort_keys?", TextFilters::toJson));

    private TextFilters() {}

    private static Text toJson(Call call) throws TemplateException {
        return Json.of(call.meter(), call.subject(), JsonStyle.of(call));
    }

    private static boolean isInWord(int point) {
        return WORD_BORDERS.indexOf(point) < 0 && !PythonSpace.isSpace(point);
    }

    private static Text replace(Call call) throws TemplateException {
        Text old = Printed.str(call.meter(), call.value(0));
        Text replacement = Printed.str(call.meter(), call.value(1));
        int most = call.integer(2, -1);
        return SearchMethods.replace(call.meter(), call.self(), old, replacement, most < 0 ? Integer.MAX_VALUE : most);
    }

    private static Text join(Call call) throws TemplateException {
        List<Value> items = Paths.of(call, 1, call.meter().elements(call.subject()));
        Value separator = call.given(0);
        return TextMethods.join(
                call.meter(), items, separator == null ? Text.EMPTY : Printed.str(call.meter(), separator));
    }

    private static Value format(Call call) throws TemplateException {
        Arguments given = call.given();
        Value values = given.named().isEmpty()
                ? call.meter().tuple(given.positional())
                : Dicts.of(call.meter(), new Arguments(List.of(), given.named()));
        return PercentFormat.format(call.meter(), call.self(), values);
    }
}
