package io.cloister.inference.template;

/**
 * A template that cannot be read or rendered. The message names the line and what is wrong; it can hold words of the
 * conversation, so it does not belong in a log.
 */
public sealed class TemplateException extends Exception permits RaisedByTemplateException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String problem;

    TemplateException(int line, String problem) {
        super("line " + line + ": " + problem);
        this.line = line;
        this.problem = problem;
    }

    /** The line of the template, from 1; where an expression runs over several lines, about the line. */
    public int line() {
        return line;
    }

    /** What is wrong, without the line. */
    public String problem() {
        return problem;
    }
}
