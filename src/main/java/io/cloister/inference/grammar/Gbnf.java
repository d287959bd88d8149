package io.cloister.inference.grammar;

import io.cloister.inference.grammar.Expression.Call;
import io.cloister.inference.grammar.Expression.Choice;
import io.cloister.inference.grammar.Expression.Repeat;
import io.cloister.inference.grammar.Expression.Sequence;
import io.cloister.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads grammars in the notation GBNF of llama.cpp: rules {@code name ::= …} of literals, classes of characters, {@code .},
 * names of rules and groups, with {@code *}, {@code +}, {@code ?} and {@code {m,n}}, alternatives and comments. The text is what the
 * rule {@code root} matches.
 */
final class Gbnf {

    private static final int MOST_BYTES = 64 * 1024;
    private static final int DEEPEST = 100;
    private static final String ROOT = "root";

    private final GbnfReader reader;
    private final Grammar grammar = new Grammar();
    private final Map<String, Integer> rules = new HashMap<>();
    private final Set<String> defined = new HashSet<>();
    private int depth;

    private Gbnf(String source) {
        reader = new GbnfReader(source);
    }

    /** @throws Problem {@code invalid-input} naming what is wrong and its line */
    static Grammar parse(String source) {
        if (source.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw GrammarProblem.invalid(
                    "The grammar is larger than %d kB. Please send a smaller one.".formatted(MOST_BYTES / 1024));
        }
        return new Gbnf(source).grammar();
    }

    private Grammar grammar() {
        int root = rule(ROOT);
        reader.skip(true);
        while (!reader.isAtEnd()) {
            String name = reader.name();
            reader.skip(false);
            reader.expect("::=");
            reader.skip(true);
            if (!defined.add(name)) {
                throw reader.refuse("the rule \"%s\" is defined twice".formatted(name));
            }
            grammar.define(rule(name), alternatives(false));
            reader.endLine();
        }
        for (String name : rules.keySet()) {
            if (!defined.contains(name)) {
                throw rules.get(name) == root
                        ? GrammarProblem.invalid("The grammar has no rule \"root\". Please add the one that begins it.")
                        : GrammarProblem.invalid(
                                "The grammar names a rule \"%s\" that it does not define. Please define it."
                                        .formatted(name));
            }
        }
        return grammar;
    }

    private int rule(String name) {
        Integer known = rules.get(name);
        if (known != null) {
            return known;
        }
        int number = grammar.reserve(name);
        rules.put(name, number);
        return number;
    }

    /** @param nested whether within parentheses, where lines may end */
    private Expression alternatives(boolean nested) {
        if (++depth > DEEPEST) {
            throw reader.refuse("groups lie within each other too deeply");
        }
        List<Expression> alternatives = new ArrayList<>();
        alternatives.add(sequence(nested));
        while (reader.takes('|')) {
            reader.skip(true);
            alternatives.add(sequence(nested));
        }
        depth--;
        return alternatives.size() == 1 ? alternatives.getFirst() : new Choice(alternatives);
    }

    private Expression sequence(boolean nested) {
        List<Expression> terms = new ArrayList<>();
        while (reader.beginsTerm()) {
            Expression term = term();
            while (reader.beginsRepetition()) {
                term = repeated(term);
            }
            terms.add(term);
            reader.skip(nested);
        }
        return new Sequence(terms);
    }

    private Expression term() {
        if (reader.isNext('"')) {
            return Expression.text(reader.literal());
        }
        if (reader.isNext('[')) {
            return Utf8.encode(reader.characters());
        }
        if (reader.takes('.')) {
            return Utf8.encode(CodePoints.ALL);
        }
        if (reader.takes('(')) {
            reader.skip(true);
            Expression group = alternatives(true);
            reader.expect(")");
            return group;
        }
        return new Call(rule(reader.name()));
    }

    private Expression repeated(Expression term) {
        if (reader.takes('*')) {
            return Expression.anyNumber(term);
        }
        if (reader.takes('+')) {
            return new Repeat(term, 1, Expression.UNBOUNDED);
        }
        if (reader.takes('?')) {
            return Expression.optional(term);
        }
        reader.expect("{");
        int least = reader.isNext(',') ? 0 : reader.number();
        int most = least;
        if (reader.takes(',')) {
            most = reader.isNext('}') ? Expression.UNBOUNDED : reader.number();
        }
        reader.expect("}");
        if (most >= 0 && most < least) {
            throw reader.refuse("it repeats at most less often than at least");
        }
        return new Repeat(term, least, most);
    }
}
