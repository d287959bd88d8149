package io.cloister.inference.grammar;

/** Escapes and classes of characters in a pattern. */
final class RegexClasses {

    private static final CodePoints DIGIT = CodePoints.of('0', '9');
    private static final CodePoints WORD =
            DIGIT.with(CodePoints.of('a', 'z')).with(CodePoints.of('A', 'Z')).with(CodePoints.of('_'));
    private static final CodePoints SPACE = CodePoints.anyOf(
                    "\t\n\u000b\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff")
            .with(CodePoints.of(0x2000, 0x200a));

    private final RegexReader reader;

    RegexClasses(RegexReader reader) {
        this.reader = reader;
    }

    /** After the backslash. */
    CodePoints escape(boolean withinClass) {
        int point = reader.next();
        return switch (point) {
            case 'd' -> DIGIT;
            case 'D' -> DIGIT.negated();
            case 'w' -> WORD;
            case 'W' -> WORD.negated();
            case 's' -> SPACE;
            case 'S' -> SPACE.negated();
            case 't' -> CodePoints.of('\t');
            case 'n' -> CodePoints.of('\n');
            case 'r' -> CodePoints.of('\r');
            case 'f' -> CodePoints.of('\f');
            case 'v' -> CodePoints.of(0x0b);
            case '0' -> CodePoints.of(0);
            case 'x' -> CodePoints.of(reader.hex(2));
            case 'u' -> CodePoints.of(unicode());
            case 'b' -> {
                if (!withinClass) {
                    throw reader.refuse("asks for the border of a word, which cannot be followed");
                }
                yield CodePoints.of('\b');
            }
            default -> {
                if (Character.isLetterOrDigit(point)) {
                    throw reader.refuse("has the escape \"\\%c\", which cannot be followed".formatted(point));
                }
                yield CodePoints.of(point);
            }
        };
    }

    private int unicode() {
        if (!reader.takes('{')) {
            return reader.hex(4);
        }
        int value = 0;
        while (!reader.takes('}')) {
            value = value * 16 + reader.hex(1);
            if (value > Character.MAX_CODE_POINT) {
                throw reader.refuse("names a character that does not exist");
            }
        }
        return value;
    }

    /** After the bracket that opens. */
    CodePoints bracket() {
        boolean negated = reader.takes('^');
        CodePoints all = new CodePoints(java.util.List.of());
        while (!reader.takes(']')) {
            CodePoints low = member();
            if (reader.takes('-')) {
                if (reader.isNext(']')) {
                    all = all.with(low).with(CodePoints.of('-'));
                    continue;
                }
                CodePoints high = member();
                all = all.with(CodePoints.of(single(low), single(high)));
                if (single(low) > single(high)) {
                    throw reader.refuse("has a range that ends before it begins");
                }
            } else {
                all = all.with(low);
            }
        }
        return negated ? all.negated() : all;
    }

    private CodePoints member() {
        int point = reader.next();
        return point == '\\' ? escape(true) : CodePoints.of(point);
    }

    private int single(CodePoints points) {
        if (points.ranges().size() != 1
                || points.ranges().getFirst().from()
                        != points.ranges().getFirst().to()) {
            throw reader.refuse("has a range that begins or ends with a class");
        }
        return points.ranges().getFirst().from();
    }
}
