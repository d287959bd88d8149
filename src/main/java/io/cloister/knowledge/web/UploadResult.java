package io.cloister.knowledge.web;

import io.cloister.platform.Problem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** What became of one of several files that were sent together; its status as if it had been sent alone. */
record UploadResult(
        String fileName,
        int status,
        @Nullable DocumentView document,
        @Nullable ProblemDetail problem) {

    static UploadResult taken(String fileName, DocumentView document) {
        HttpStatus status = document.progress() == null ? HttpStatus.CREATED : HttpStatus.ACCEPTED;
        return new UploadResult(fileName, status.value(), document, null);
    }

    static UploadResult refused(String fileName, Problem refusal) {
        ProblemDetail problem = ProblemDetail.forStatus(refusal.type().status());
        problem.setType(refusal.type().uri());
        problem.setTitle(refusal.type().title());
        problem.setDetail(refusal.sentence());
        return new UploadResult(fileName, problem.getStatus(), null, problem);
    }
}
