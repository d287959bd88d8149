package io.cloister.inference.binding;

/** Types of tensors by their number in the C interface. */
enum ElementType {
    FLOAT(1, 4),
    INT32(6, 4),
    INT64(7, 8),
    HALF(10, 2);

    private final int code;
    private final int bytes;

    ElementType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    /** The type of this number, of those a cache can have. */
    static ElementType floating(int code) {
        return code == HALF.code ? HALF : FLOAT;
    }

    int code() {
        return code;
    }

    /** Of one number. */
    int bytes() {
        return bytes;
    }
}
