package io.cloister.inference.template;

import java.util.List;
import java.util.function.IntPredicate;

/** Questions about all characters of a text. */
final class KindMethods {

    static final List<Builtin> ALL = List.of(
            Builtin.test("isalpha", "", call -> all(call, Character::isLetter)),
            Builtin.test("isalnum", "", call -> all(call, point -> Character.isLetter(point) || isNumeric(point))),
            Builtin.test("isdigit", "", call -> all(call, Character::isDigit)),
            Builtin.test("isdecimal", "", call -> all(call, Character::isDigit)),
            Builtin.test("isnumeric", "", call -> all(call, KindMethods::isNumeric)),
            Builtin.test("isspace", "", call -> all(call, PythonSpace::isSpace)),
            Builtin.test("isupper", "", call -> cased(call, Character::isUpperCase)),
            Builtin.test("islower", "", call -> cased(call, Character::isLowerCase)));

    private KindMethods() {}

    private static String chars(Call call) throws TemplateException {
        Text text = call.self();
        call.meter().characters(text.length());
        return text.chars();
    }

    private static boolean all(Call call, IntPredicate kind) throws TemplateException {
        String chars = chars(call);
        return !chars.isEmpty() && chars.codePoints().allMatch(kind);
    }

    private static boolean isNumeric(int point) {
        return switch (Character.getType(point)) {
            case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
            default -> false;
        };
    }

    static boolean isCased(int point) {
        return Character.isUpperCase(point) || Character.isLowerCase(point) || Character.isTitleCase(point);
    }

    /** Whether there are letters with a case, and all have this one. */
    static boolean cased(Call call, IntPredicate kind) throws TemplateException {
        String chars = chars(call);
        return chars.codePoints().anyMatch(KindMethods::isCased)
                && chars.codePoints().filter(KindMethods::isCased).allMatch(kind);
    }
}
