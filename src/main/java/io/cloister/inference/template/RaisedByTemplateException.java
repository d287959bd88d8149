package io.cloister.inference.template;

/**
 * A template that refuses the conversation with {@code raise_exception}, for instance since it knows no system role.
 * {@link #problem()} is the template's own sentence.
 */
public final class RaisedByTemplateException extends TemplateException {

    private static final long serialVersionUID = 1L;

    RaisedByTemplateException(int line, String problem) {
        super(line, problem);
    }
}
