package io.cloister.platform.web;

import io.cloister.platform.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** What a person is told when a request fails: a kind and one sentence. */
record Refusal(ProblemType type, String sentence, @Nullable String parameter) {

    Refusal(ProblemType type, String sentence) {
        this(type, sentence, null);
    }

    ProblemDetail asProblemDetail() {
        ProblemDetail problem = ProblemDetail.forStatus(type.status());
        problem.setType(type.uri());
        problem.setTitle(type.title());
        problem.setDetail(sentence);
        return problem;
    }

    boolean isFault() {
        return type.status().is5xxServerError();
    }
}
