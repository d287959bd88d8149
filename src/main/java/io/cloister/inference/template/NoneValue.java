package io.cloister.inference.template;

/** Python's {@code None}. */
enum NoneValue implements Value {
    NONE;

    @Override
    public String type() {
        return "NoneType";
    }

    @Override
    public boolean truthy() {
        return false;
    }
}
