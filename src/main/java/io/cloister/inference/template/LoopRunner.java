package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.List;

/** Carries loops out. */
final class LoopRunner {

    private final Meter meter;
    private final Evaluator evaluator;
    private final Executor executor;
    private final Assignment assignment;

    LoopRunner(Meter meter, Evaluator evaluator, Executor executor, Assignment assignment) {
        this.meter = meter;
        this.evaluator = evaluator;
        this.executor = executor;
        this.assignment = assignment;
    }

    Executor.Flow run(Statement.For loop, Scope scope, TextBuilder out) throws TemplateException {
        Value iterable = evaluator.value(loop.iterable(), scope);
        meter.at(loop.line());
        return run(loop, scope, out, iterable, 0);
    }

    private Executor.Flow run(Statement.For loop, Scope scope, TextBuilder out, Value iterable, int depth)
            throws TemplateException {
        List<Value> items = items(loop, scope, iterable);
        if (items.isEmpty()) {
            return executor.run(loop.otherwise(), new Scope(scope), out);
        }
        var state = new LoopValue(items, depth, loop.recursive() ? inner -> deeper(loop, scope, inner, depth) : null);
        for (Value item : items) {
            var body = new Scope(scope);
            state.advance();
            body.set("loop", state);
            assignment.assign(loop.target(), item, body);
            if (executor.run(loop.body(), body, out) == Executor.Flow.BREAK) {
                break;
            }
        }
        return Executor.Flow.ON;
    }

    private Text deeper(Statement.For loop, Scope scope, Value iterable, int depth) throws TemplateException {
        meter.enter(loop.line());
        var out = new TextBuilder(meter);
        run(loop, scope, out, iterable, depth + 1);
        meter.leave();
        return out.build();
    }

    private List<Value> items(Statement.For loop, Scope scope, Value iterable) throws TemplateException {
        List<Value> items = meter.elements(iterable);
        if (loop.condition() == null) {
            return items;
        }
        var kept = new ArrayList<Value>();
        for (Value item : items) {
            var inner = new Scope(scope);
            assignment.assign(loop.target(), item, inner);
            if (evaluator.truthy(loop.condition(), inner)) {
                kept.add(item);
            }
        }
        return kept;
    }
}
