package io.cloister.platform;

import org.jspecify.annotations.Nullable;

/**
 * A refusal with a sentence for the person who asked: what is wrong and what to do. The sentence must not reveal
 * anything the person may not see. Answered as an RFC 9457 document under {@code /api}, as a page elsewhere.
 */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final String sentence;
    private final @Nullable String parameter;

    public Problem(ProblemType type, String sentence) {
        super(sentence);
        this.type = type;
        this.sentence = sentence;
        this.parameter = null;
    }

    public Problem(ProblemType type, String sentence, Throwable cause) {
        super(sentence, cause);
        this.type = type;
        this.sentence = sentence;
        this.parameter = null;
    }

    /** @param parameter of the request that is wrong, as a program wrote it: {@code messages[0].role} */
    public Problem(ProblemType type, String sentence, String parameter) {
        super(sentence);
        this.type = type;
        this.sentence = sentence;
        this.parameter = parameter;
    }

    public ProblemType type() {
        return type;
    }

    public String sentence() {
        return sentence;
    }

    /** Null where no single one is to blame. */
    public @Nullable String parameter() {
        return parameter;
    }
}
