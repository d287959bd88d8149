package io.cloister.inference.template;

import java.util.List;

/** Equality, order and membership. */
final class Comparison {

    private Comparison() {}

    static boolean equal(Meter meter, Value left, Value right) throws TemplateException {
        meter.step(Math.min(left.weight(), right.weight()));
        return left.equals(right);
    }

    static boolean less(Meter meter, Value left, Value right) throws TemplateException {
        return compare(meter, "<", left, right);
    }

    /** One of {@code == != < <= > >=}. */
    static boolean compare(Meter meter, String operator, Value left, Value right) throws TemplateException {
        return switch (operator) {
            case "==" -> equal(meter, left, right);
            case "!=" -> !equal(meter, left, right);
            default -> ordered(meter, operator, left, right);
        };
    }

    static boolean contains(Meter meter, Value container, Value item) throws TemplateException {
        return switch (container) {
            case Text text when item instanceof Text part -> Search.first(meter, text, part) >= 0;
            case Text text -> throw meter.fail("'in <string>' requires string as left operand, not " + item.type());
            case DictValue dict -> dict.item(Dicts.key(meter, item)) != null;
            default -> {
                for (Value element : meter.elements(container)) {
                    if (equal(meter, element, item)) {
                        yield true;
                    }
                }
                yield false;
            }
        };
    }

    private static boolean ordered(Meter meter, String operator, Value left, Value right) throws TemplateException {
        meter.step(Math.min(left.weight(), right.weight()));
        if (left instanceof Numeric a && right instanceof Numeric b) {
            return !Double.isNaN(a.real()) && !Double.isNaN(b.real()) && decides(operator, Numeric.compare(a, b));
        }
        if (left instanceof Text a && right instanceof Text b) {
            return decides(operator, a.compareTo(b));
        }
        if (left instanceof Sequence a && right instanceof Sequence b && a.kind() == b.kind()) {
            return ordered(meter, operator, a.items(), b.items());
        }
        if (left instanceof Undefined undefined) {
            throw meter.fail(undefined.message());
        }
        if (right instanceof Undefined undefined) {
            throw meter.fail(undefined.message());
        }
        throw meter.fail("'" + operator + "' not supported between instances of '" + left.type() + "' and '"
                + right.type() + "'");
    }

    private static boolean ordered(Meter meter, String operator, List<Value> left, List<Value> right)
            throws TemplateException {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!equal(meter, left.get(i), right.get(i))) {
                return ordered(meter, operator, left.get(i), right.get(i));
            }
        }
        return decides(operator, Integer.compare(left.size(), right.size()));
    }

    private static boolean decides(String operator, int order) {
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }
}
