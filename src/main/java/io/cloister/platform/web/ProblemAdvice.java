package io.cloister.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Turns whatever a controller throws into an answer that helps and reveals nothing. */
@ControllerAdvice
@Order(ProblemAdvice.BEFORE_SPRING_BOOT)
class ProblemAdvice {

    /** Spring Boot has an advice of its own, at 0, whose sentences are for developers. */
    static final int BEFORE_SPRING_BOOT = -1;

    private final Refusals refusals;
    private final RefusalAnswers answers;

    ProblemAdvice(Refusals refusals, RefusalAnswers answers) {
        this.refusals = refusals;
        this.answers = answers;
    }

    /** @return null where nobody can be answered any more: the client is gone, or the answer has begun */
    @ExceptionHandler
    @Nullable Object answer(Exception failure, HttpServletRequest request, HttpServletResponse response) {
        if (failure instanceof AsyncRequestNotUsableException || response.isCommitted()) {
            return null;
        }
        return answers.answer(
                refusals.of(failure, RequestContextUtils.getLocale(request)), request.getRequestURI(), request);
    }
}
