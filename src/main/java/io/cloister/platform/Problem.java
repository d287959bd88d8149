package io.cloister.platform;

/**
 * A refusal with a sentence for the person who asked: what is wrong and what to do. The sentence must not reveal
 * anything the person may not see. Answered as an RFC 9457 document under {@code /api}, as a page elsewhere.
 */
public class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemType type;
    private final String sentence;

    public Problem(ProblemType type, String sentence) {
        super(sentence);
        this.type = type;
        this.sentence = sentence;
    }

    public Problem(ProblemType type, String sentence, Throwable cause) {
        super(sentence, cause);
        this.type = type;
        this.sentence = sentence;
    }

    public ProblemType type() {
        return type;
    }

    public String sentence() {
        return sentence;
    }
}
