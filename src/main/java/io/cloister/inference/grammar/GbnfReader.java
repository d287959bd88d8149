package io.cloister.inference.grammar;

import io.cloister.inference.grammar.CodePoints.Interval;
import io.cloister.platform.Problem;
import java.util.ArrayList;
import java.util.List;

/** Reads the words of a grammar in the notation GBNF. */
final class GbnfReader {

    private static final int MOST_TIMES = 10_000;

    private final String source;
    private int at;

    GbnfReader(String source) {
        this.source = source;
    }

    boolean isAtEnd() {
        return at >= source.length();
    }

    boolean isNext(char expected) {
        return !isAtEnd() && source.charAt(at) == expected;
    }

    boolean takes(char expected) {
        boolean found = isNext(expected);
        at += found ? 1 : 0;
        return found;
    }

    void expect(String expected) {
        if (!source.startsWith(expected, at)) {
            throw refuse("a \"%s\" is missing".formatted(expected));
        }
        at += expected.length();
    }

    /** Blanks and comments, and ends of lines where they mean nothing. */
    void skip(boolean lines) {
        while (!isAtEnd()) {
            char next = source.charAt(at);
            if (next == '#') {
                while (!isAtEnd() && source.charAt(at) != '\n') {
                    at++;
                }
            } else if (next == ' ' || next == '\t' || (lines && (next == '\n' || next == '\r'))) {
                at++;
            } else {
                return;
            }
        }
    }

    /** After a rule. */
    void endLine() {
        if (!isAtEnd() && !isNext('\n') && !isNext('\r')) {
            throw refuse("a \"%c\" is in a place where nothing like it can be".formatted(source.charAt(at)));
        }
        skip(true);
    }

    boolean beginsTerm() {
        return !isAtEnd() && (isName(source.charAt(at)) || "\"[(.".indexOf(source.charAt(at)) >= 0);
    }

    boolean beginsRepetition() {
        return !isAtEnd() && "*+?{".indexOf(source.charAt(at)) >= 0;
    }

    private static boolean isName(char letter) {
        return letter < 128 && (Character.isLetterOrDigit(letter) || letter == '-' || letter == '_');
    }

    String name() {
        int begin = at;
        while (!isAtEnd() && isName(source.charAt(at))) {
            at++;
        }
        if (begin == at) {
            throw refuse("the name of a rule is missing");
        }
        return source.substring(begin, at);
    }

    int number() {
        int begin = at;
        while (!isAtEnd() && source.charAt(at) >= '0' && source.charAt(at) <= '9' && at - begin < 6) {
            at++;
        }
        int number = begin == at ? MOST_TIMES + 1 : Integer.parseInt(source, begin, at, 10);
        if (number > MOST_TIMES) {
            throw refuse("a \"{\" needs a number up to %d".formatted(MOST_TIMES));
        }
        return number;
    }

    String literal() {
        var text = new StringBuilder();
        expect("\"");
        while (!takes('"')) {
            text.appendCodePoint(character());
        }
        return text.toString();
    }

    CodePoints characters() {
        expect("[");
        boolean negated = takes('^');
        List<Interval> members = new ArrayList<>();
        while (!takes(']')) {
            int from = character();
            int to = from;
            if (isNext('-') && !source.startsWith("-]", at)) {
                at++;
                to = character();
            }
            members.add(new Interval(from, to));
        }
        CodePoints points = CodePoints.union(members);
        return negated ? points.negated() : points;
    }

    private int character() {
        if (isAtEnd()) {
            throw refuse("it ends within quotes or brackets");
        }
        int point = source.codePointAt(at);
        at += Character.charCount(point);
        if (point != '\\') {
            return point;
        }
        char escape = isAtEnd() ? ' ' : source.charAt(at++);
        return switch (escape) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'x' -> hex(2);
            case 'u' -> hex(4);
            case 'U' -> hex(8);
            case '"', '\\', '[', ']', '-', '^', '/' -> escape;
            default -> throw refuse("the escape \"\\%c\" is unknown".formatted(escape));
        };
    }

    private int hex(int digits) {
        try {
            int value = Integer.parseInt(source.substring(at, Math.min(at + digits, source.length())), 16);
            at += digits;
            if (Character.isValidCodePoint(value) && !(value >= 0xD800 && value <= 0xDFFF)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below, as where the number is no character.
        }
        throw refuse("an escape does not give the number of a character");
    }

    Problem refuse(String why) {
        long line = 1
                + source.substring(0, Math.min(at, source.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return GrammarProblem.invalid(
                "The grammar cannot be read: %s, in line %d. Please correct it.".formatted(why, line));
    }
}
