package io.cloister.inference.template;

import java.util.List;

/** Gives values to variables. */
final class Assignment {

    private final Meter meter;

    Assignment(Meter meter) {
        this.meter = meter;
    }

    void assign(Target target, Value value, Scope scope) throws TemplateException {
        switch (target) {
            case Target.Variable variable -> scope.set(variable.name(), value);
            case Target.NamespaceAttribute attribute -> {
                if (!(scope.get(attribute.namespace()) instanceof Namespace namespace)) {
                    throw meter.fail("cannot assign attribute on non-namespace object");
                }
                namespace.set(attribute.attribute(), value);
            }
            case Target.Several several -> {
                List<Value> values = meter.elements(value);
                int count = several.targets().size();
                if (values.size() != count) {
                    throw meter.fail((values.size() < count ? "not enough" : "too many")
                            + " values to unpack (expected " + count + ")");
                }
                for (int i = 0; i < count; i++) {
                    assign(several.targets().get(i), values.get(i), scope);
                }
            }
        }
    }
}
