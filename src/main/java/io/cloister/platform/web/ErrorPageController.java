package io.cloister.platform.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers what failed before a controller was reached: in the container, a filter or the security chain. */
@Controller
@PreAuthorize("permitAll()")
class ErrorPageController implements ErrorController {

    private final Refusals refusals;
    private final RefusalAnswers answers;

    ErrorPageController(Refusals refusals, RefusalAnswers answers) {
        this.refusals = refusals;
        this.answers = answers;
    }

    @RequestMapping("/error")
    Object answer(HttpServletRequest request, Locale locale) {
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = Objects.requireNonNullElse(
                request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI), request.getRequestURI());
        return answers.answer(refusal(failure, status, locale), path.toString(), request);
    }

    private Refusal refusal(@Nullable Object failure, @Nullable Object status, Locale locale) {
        if (failure instanceof EOFException) {
            // The client broke off in the middle of what it sent: nobody reads this, and nothing is wrong here.
            return refusals.ofStatus(HttpStatus.BAD_REQUEST, locale);
        }
        if (failure instanceof Throwable thrown) {
            return refusals.of(thrown, locale);
        }
        HttpStatus known = status instanceof Integer code ? HttpStatus.resolve(code) : null;
        return refusals.ofStatus(known == null || !known.isError() ? HttpStatus.NOT_FOUND : known, locale);
    }
}
