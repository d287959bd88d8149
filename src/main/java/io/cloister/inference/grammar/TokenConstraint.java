package io.cloister.inference.grammar;

public final class TokenConstraint {
    private final long[] mask = new long[1];

    public long[] mask() {
        return mask;
    }

    public void accept(int token) {
        mask[0] = token;
    }

    public boolean complete() {
        return mask[0] == 0;
    }
}
