package io.cloister.inference.template;

/**
 * A piece of a template's source.
 *
 * @param text a string without its quotes and escapes, an operator or name as it stands, or literal text
 */
record Token(Kind kind, String text, int line) {

    /** What it is. */
    enum Kind {
        DATA("text"),
        PRINT_BEGIN("'{{'"),
        PRINT_END("'}}'"),
        BLOCK_BEGIN("'{%'"),
        BLOCK_END("'%}'"),
        NAME("a name"),
        STRING("a string"),
        INTEGER("an integer"),
        FLOAT("a number"),
        OPERATOR("an operator"),
        END("the end of the template");

        private final String shown;

        Kind(String shown) {
            this.shown = shown;
        }

        String shown() {
            return shown;
        }
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    String shown() {
        return switch (kind) {
            case NAME, OPERATOR -> "'" + text + "'";
            default -> kind.shown();
        };
    }
}
