package io.cloister.inference.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template does. */
sealed interface Statement {

    /** The name under which filters of a block find its text; no template can write it. */
    String CAPTURED = "captured text";

    /** Literal text. */
    record Data(Text text) implements Statement {}

    record Print(int line, Expression expression) implements Statement {}

    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record Branch(int line, Expression test, List<Statement> body) {}

    /** @param condition which items the loop sees at all */
    record For(
            int line,
            Target target,
            Expression iterable,
            @Nullable Expression condition,
            boolean recursive,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {}

    record Assign(int line, Target target, Expression value) implements Statement {}

    /** @param value the text of the body, {@link #CAPTURED}, through its filters */
    record AssignBlock(int line, Target target, Expression value, List<Statement> body) implements Statement {}

    /** @param value the text of the body, {@link #CAPTURED}, through its filters */
    record FilterBlock(int line, Expression value, List<Statement> body) implements Statement {}

    record MacroDefinition(MacroSource macro) implements Statement {}

    /** A call whose body the macro can ask for with {@code caller()}. */
    record CallBlock(int line, Expression.Call call, MacroSource caller) implements Statement {}

    /** A scope of its own, first with these variables; without any for {@code generation}. */
    record With(int line, List<Assign> variables, List<Statement> body) implements Statement {}

    record Break() implements Statement {}

    record Continue() implements Statement {}

    /**
     * A macro as it is written.
     *
     * @param usesCaller whether it asks for {@code caller}, {@code varargs} or {@code kwargs}, so that it takes them
     */
    record MacroSource(
            int line,
            String name,
            List<Parameter> parameters,
            List<Statement> body,
            boolean usesCaller,
            boolean usesVarargs,
            boolean usesKwargs) {}

    record Parameter(String name, @Nullable Expression otherwise) {}
}
