package io.cloister.inference.grammar;

import static io.cloister.inference.grammar.Expression.sequence;

import io.cloister.inference.grammar.Expression.Choice;
import io.cloister.inference.grammar.Expression.Repeat;
import io.cloister.inference.grammar.Expression.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Regular expressions of ECMA-262 as far as they are regular: characters, classes, groups, alternatives and repetition.
 * {@code ^} and {@code $} may stand at the borders of the outermost alternatives. Refused are looking around,
 * references to groups, borders of words and Unicode properties.
 */
final class Regex {

    private static final int DEEPEST = 100;
    private static final CodePoints DOT = CodePoints.anyOf("\n\r\u2028\u2029").negated();

    private final RegexReader reader;
    private final RegexClasses classes;
    private final Function<CodePoints, Expression> encoder;
    private int depth;

    private Regex(String pattern, Function<CodePoints, Expression> encoder, Schema schema) {
        this.reader = new RegexReader(pattern, schema);
        this.classes = new RegexClasses(reader);
        this.encoder = encoder;
    }

    /** Texts in which the pattern is found, each character written by {@code encoder}. */
    static Expression search(String pattern, Function<CodePoints, Expression> encoder, Schema schema) {
        return new Regex(pattern, encoder, schema).whole();
    }

    private Expression whole() {
        Expression anything = Expression.anyNumber(encoder.apply(CodePoints.ALL));
        List<Expression> alternatives = new ArrayList<>();
        do {
            Expression before = reader.takes('^') ? Expression.EMPTY : anything;
            Expression body = terms();
            Expression after = reader.takes('$') ? Expression.EMPTY : anything;
            alternatives.add(sequence(before, body, after));
        } while (reader.takes('|'));
        if (!reader.isAtEnd()) {
            throw reader.refuse("has a \"%c\" in a place where it cannot be followed".formatted(reader.peek()));
        }
        return new Choice(alternatives);
    }

    private Expression group() {
        if (reader.takes("?:")) {
            return alternatives();
        }
        if (reader.takes("?<") && !reader.isNext('=') && !reader.isNext('!')) {
            while (!reader.takes('>')) {
                reader.next();
            }
            return alternatives();
        }
        if (reader.isNext('?') || reader.isNext('=') || reader.isNext('!')) {
            throw reader.refuse("looks ahead or behind, which cannot be followed");
        }
        return alternatives();
    }

    private Expression alternatives() {
        if (++depth > DEEPEST) {
            throw reader.refuse("has groups within each other too deeply");
        }
        List<Expression> alternatives = new ArrayList<>();
        do {
            alternatives.add(terms());
        } while (reader.takes('|'));
        reader.expect(')');
        depth--;
        return new Choice(alternatives);
    }

    private Expression terms() {
        List<Expression> terms = new ArrayList<>();
        while (!reader.isAtEnd() && "|)$".indexOf(reader.peek()) < 0) {
            terms.add(quantified(atom()));
        }
        return new Sequence(terms);
    }

    private Expression atom() {
        int point = reader.next();
        return switch (point) {
            case '(' -> group();
            case '[' -> encoder.apply(classes.bracket());
            case '.' -> encoder.apply(DOT);
            case '\\' -> encoder.apply(classes.escape(false));
            case '*', '+', '?', '^' ->
                throw reader.refuse("has a \"%c\" in a place where it cannot be followed".formatted(point));
            default -> encoder.apply(CodePoints.of(point));
        };
    }

    private Expression quantified(Expression body) {
        Expression result = body;
        if (reader.takes('*')) {
            result = Expression.anyNumber(body);
        } else if (reader.takes('+')) {
            result = new Repeat(body, 1, Expression.UNBOUNDED);
        } else if (reader.takes('?')) {
            result = Expression.optional(body);
        } else if (reader.isNext('{') && reader.takes('{')) {
            int least = reader.number();
            int most = least;
            if (reader.takes(',')) {
                most = reader.isNext('}') ? Expression.UNBOUNDED : reader.number();
            }
            reader.expect('}');
            if (most >= 0 && most < least) {
                throw reader.refuse("repeats at most less often than at least");
            }
            result = new Repeat(body, least, most);
        } else {
            return result;
        }
        // Whether it takes much or little first makes no other language.
        reader.takes('?');
        return result;
    }
}
