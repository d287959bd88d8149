package io.cloister.inference.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what expressions stand for. */
final class Evaluator {

    private final Meter meter;
    private final CallEvaluator calls;

    Evaluator(Meter meter) {
        this.meter = meter;
        this.calls = new CallEvaluator(meter, this);
    }

    CallEvaluator calls() {
        return calls;
    }

    Value value(Expression expression, Scope scope) throws TemplateException {
        meter.enter(expression.line());
        Value value = switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.Name name -> scope.get(name.name());
            case Expression.Attribute member -> Access.attribute(meter, value(member.object(), scope), member.name());
            case Expression.Item item -> Access.item(meter, value(item.object(), scope), value(item.key(), scope));
            case Expression.Slice slice -> slice(slice, scope);
            case Expression.Call call -> calls.call(call, scope, null);
            case Expression.Filter filter -> calls.filter(filter, scope);
            case Expression.Test test -> calls.test(test, scope);
            case Expression.Not not -> BoolValue.of(!truthy(not.operand(), scope));
            case Expression.Signed signed -> signed(signed, scope);
            case Expression.Binary binary ->
                binary.operator().apply(meter, value(binary.left(), scope), value(binary.right(), scope));
            case Expression.Logical logical -> logical(logical, scope);
            case Expression.Compared compared -> BoolValue.of(holds(compared, scope));
            case Expression.Concatenated texts -> concatenated(texts, scope);
            case Expression.Conditional conditional -> conditional(conditional, scope);
            case Expression.ListOf list -> meter.list(values(list.items(), scope));
            case Expression.TupleOf tuple -> meter.tuple(values(tuple.items(), scope));
            case Expression.DictOf dict -> dict(dict, scope);
        };
        meter.leave();
        return value;
    }

    boolean truthy(Expression expression, Scope scope) throws TemplateException {
        return value(expression, scope).truthy();
    }

    List<Value> values(List<Expression> expressions, Scope scope) throws TemplateException {
        var values = new ArrayList<Value>(expressions.size());
        for (Expression expression : expressions) {
            values.add(value(expression, scope));
        }
        return values;
    }

    private Value slice(Expression.Slice slice, Scope scope) throws TemplateException {
        Value object = value(slice.object(), scope);
        return Slices.of(
                meter, object, bound(slice.from(), scope), bound(slice.to(), scope), bound(slice.step(), scope));
    }

    private @Nullable Value bound(@Nullable Expression expression, Scope scope) throws TemplateException {
        return expression == null ? null : value(expression, scope);
    }

    private Value signed(Expression.Signed signed, Scope scope) throws TemplateException {
        return switch (value(signed.operand(), scope)) {
            case Numeric number when signed.negative() -> Arithmetic.negated(number);
            case Numeric number -> number;
            case Undefined undefined -> throw meter.fail(undefined.message());
            case Value other -> throw meter.fail("bad operand type for a sign: '" + other.type() + "'");
        };
    }

    private Value logical(Expression.Logical logical, Scope scope) throws TemplateException {
        Value left = value(logical.left(), scope);
        return left.truthy() == logical.and() ? value(logical.right(), scope) : left;
    }

    private boolean holds(Expression.Compared compared, Scope scope) throws TemplateException {
        Value left = value(compared.first(), scope);
        for (var comparand : compared.rest()) {
            Value right = value(comparand.operand(), scope);
            boolean holds = switch (comparand.operator()) {
                case "in" -> Comparison.contains(meter, right, left);
                case "not in" -> !Comparison.contains(meter, right, left);
                default -> Comparison.compare(meter, comparand.operator(), left, right);
            };
            if (!holds) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private Value concatenated(Expression.Concatenated texts, Scope scope) throws TemplateException {
        return TextMethods.join(meter, values(texts.operands(), scope), Text.EMPTY);
    }

    private Value conditional(Expression.Conditional conditional, Scope scope) throws TemplateException {
        if (truthy(conditional.test(), scope)) {
            return value(conditional.then(), scope);
        }
        return conditional.otherwise() == null
                ? new Undefined("the inline if-expression evaluated to false and no else section was defined")
                : value(conditional.otherwise(), scope);
    }

    private Value dict(Expression.DictOf dict, Scope scope) throws TemplateException {
        var entries = new LinkedHashMap<Value, Value>();
        for (var entry : dict.entries()) {
            Dicts.put(meter, entries, value(entry.key(), scope), value(entry.value(), scope));
        }
        return meter.checked(DictValue.of(entries));
    }
}
