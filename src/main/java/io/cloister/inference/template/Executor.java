package io.cloister.inference.template;

import java.util.List;

/** Carries statements out. */
final class Executor {

    /** How a body ended. */
    enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private final Meter meter;
    private final Evaluator evaluator;
    private final LoopRunner loops;
    private final Assignment assignment;

    Executor(Meter meter) {
        this.meter = meter;
        this.evaluator = new Evaluator(meter);
        this.assignment = new Assignment(meter);
        this.loops = new LoopRunner(meter, evaluator, this, assignment);
    }

    Flow run(List<Statement> body, Scope scope, TextBuilder out) throws TemplateException {
        for (Statement statement : body) {
            Flow flow = run(statement, scope, out);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    /** The text that the body makes. */
    Text capture(List<Statement> body, Scope scope) throws TemplateException {
        var out = new TextBuilder(meter);
        run(body, scope, out);
        return out.build();
    }

    private Flow run(Statement statement, Scope scope, TextBuilder out) throws TemplateException {
        meter.enter(meter.line());
        Flow flow = Flow.ON;
        switch (statement) {
            case Statement.Data data -> out.append(data.text());
            case Statement.Print print -> out.append(Printed.str(meter, evaluator.value(print.expression(), scope)));
            case Statement.If condition -> flow = run(chosen(condition, scope), scope, out);
            case Statement.For loop -> flow = loops.run(loop, scope, out);
            case Statement.Assign assign -> {
                Value value = evaluator.value(assign.value(), scope);
                meter.at(assign.line());
                assignment.assign(assign.target(), value, scope);
            }
            case Statement.AssignBlock assign -> {
                Value value = filtered(assign.value(), assign.body(), scope);
                assignment.assign(assign.target(), value, scope);
            }
            case Statement.FilterBlock block ->
                out.append(Printed.str(meter, filtered(block.value(), block.body(), scope)));
            case Statement.MacroDefinition definition ->
                scope.set(definition.macro().name(), new Macro(definition.macro(), scope, this, evaluator));
            case Statement.CallBlock block -> {
                var caller = new Macro(block.caller(), scope, this, evaluator);
                out.append(Printed.str(meter, evaluator.calls().call(block.call(), scope, caller)));
            }
            case Statement.With with -> flow = run(with.body(), inner(with, scope), out);
            case Statement.Break jump -> flow = Flow.BREAK;
            case Statement.Continue jump -> flow = Flow.CONTINUE;
        }
        meter.leave();
        return flow;
    }

    private List<Statement> chosen(Statement.If condition, Scope scope) throws TemplateException {
        for (var branch : condition.branches()) {
            if (evaluator.truthy(branch.test(), scope)) {
                return branch.body();
            }
        }
        return condition.otherwise();
    }

    private Value filtered(Expression value, List<Statement> body, Scope scope) throws TemplateException {
        var inner = new Scope(scope);
        inner.set(Statement.CAPTURED, capture(body, new Scope(scope)));
        return evaluator.value(value, inner);
    }

    private Scope inner(Statement.With with, Scope scope) throws TemplateException {
        var inner = new Scope(scope);
        for (var variable : with.variables()) {
            assignment.assign(variable.target(), evaluator.value(variable.value(), scope), inner);
        }
        return inner;
    }
}
