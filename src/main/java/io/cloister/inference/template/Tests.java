package io.cloister.inference.template;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** The tests, by name. */
final class Tests {

    private static final List<Builtin> KINDS = List.of(
            Builtin.test("defined", "", call -> !(call.subject() instanceof Undefined)),
            Builtin.test("undefined", "", call -> call.subject() instanceof Undefined),
            Builtin.test("none", "", call -> call.subject() instanceof NoneValue),
            Builtin.test("boolean", "", call -> call.subject() instanceof BoolValue),
            Builtin.test("true", "", call -> call.subject() instanceof BoolValue bool && bool.truthy()),
            Builtin.test("false", "", call -> call.subject() instanceof BoolValue bool && !bool.truthy()),
            Builtin.test("integer", "", call -> call.subject() instanceof IntValue),
            Builtin.test("float", "", call -> call.subject() instanceof FloatValue),
            Builtin.test("number", "", call -> call.subject() instanceof Numeric),
            Builtin.test("string", "", call -> call.subject() instanceof Text),
            Builtin.test("mapping", "", call -> call.subject() instanceof DictValue),
            Builtin.test("iterable", "", call -> isIterable(call.subject())),
            Builtin.test("sequence", "", call -> isSequence(call.subject())),
            Builtin.test("callable", "", call -> call.subject() instanceof FunctionValue),
            Builtin.test("escaped", "", call -> false),
            Builtin.test("filter", "", call -> Filters.exists(call.self().chars())),
            Builtin.test("test", "", call -> exists(call.self().chars())));

    private static final List<Builtin> PROPERTIES = List.of(
            Builtin.test("odd", "", call -> remainder(call, BigInteger.TWO).equals(IntValue.of(1))),
            Builtin.test("even", "", call -> remainder(call, BigInteger.TWO).equals(IntValue.of(0))),
            Builtin.test("divisibleby", "num", Tests::isDivisible),
            Builtin.test("lower", "", call -> KindMethods.cased(call, Character::isLowerCase)),
            Builtin.test("upper", "", call -> KindMethods.cased(call, Character::isUpperCase)),
            Builtin.test("sameas", "other", Tests::isSame),
            Builtin.test("in", "seq", call -> Comparison.contains(call.meter(), call.value(0), call.subject())));

    private static final Map<String, Builtin> ALL = Builtin.named(List.of(
            KINDS,
            PROPERTIES,
            comparisons("==", "==", "eq", "equalto"),
            comparisons("!=", "!=", "ne"),
            comparisons("<", "<", "lt", "lessthan"),
            comparisons("<=", "<=", "le"),
            comparisons(">", ">", "gt", "greaterthan"),
            comparisons(">=", ">=", "ge")));

    private Tests() {}

    static Value apply(Meter meter, String name, Value subject, Arguments arguments) throws TemplateException {
        Builtin test = ALL.get(name);
        if (test == null) {
            throw meter.fail("no test named '" + name + "'");
        }
        return test.apply(meter, subject, arguments);
    }

    private static boolean exists(String name) {
        return ALL.containsKey(name);
    }

    private static List<Builtin> comparisons(String operator, String... names) {
        return List.of(names).stream()
                .map(name -> Builtin.test(
                        name,
                        "other",
                        call -> Comparison.compare(call.meter(), operator, call.subject(), call.value(0))))
                .toList();
    }

    private static boolean isIterable(Value value) {
        return switch (value) {
            case Text text -> true;
            case Sequence list -> true;
            case DictValue dict -> true;
            case RangeValue range -> true;
            case View view -> true;
            case Generator generator -> true;
            case Undefined undefined -> true;
            default -> false;
        };
    }

    private static boolean isSequence(Value value) {
        return value instanceof Text
                || value instanceof Sequence
                || value instanceof DictValue
                || value instanceof RangeValue
                || value instanceof Undefined;
    }

    private static Value remainder(Call call, BigInteger divisor) throws TemplateException {
        return BinaryOperator.MODULO.apply(call.meter(), call.subject(), new IntValue(divisor, true));
    }

    private static boolean isDivisible(Call call) throws TemplateException {
        Value rest = BinaryOperator.MODULO.apply(call.meter(), call.subject(), call.value(0));
        return rest.equals(IntValue.of(0));
    }

    /** Values have no identity to speak of here; equal ones of one type count as the same. */
    private static boolean isSame(Call call) throws TemplateException {
        return call.subject().getClass() == call.value(0).getClass()
                && Comparison.equal(call.meter(), call.subject(), call.value(0));
    }
}
