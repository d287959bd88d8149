package io.cloister.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/** Answers a refusal in the form the client reads: an RFC 9457 document under {@code /api}, a page elsewhere. */
@Component
class RefusalAnswers {

    private static final String RETRY_AFTER_SECONDS = "5";

    private final PageFrames frames;

    RefusalAnswers(PageFrames frames) {
        this.frames = frames;
    }

    /** @param path the address that was asked for, which on the error dispatch is not the request's own */
    Object answer(Refusal refusal, String path, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        if (refusal.type().status() == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (path.startsWith("/api/")) {
            return ResponseEntity.status(refusal.type().status())
                    .headers(headers)
                    .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                    .body(refusal.asProblemDetail());
        }
        if (refusal.type().status() == HttpStatus.UNAUTHORIZED) {
            return new ModelAndView("redirect:/login?expired");
        }
        ModelAndView page = new ModelAndView("error/refusal", refusal.type().status());
        page.addObject("frame", refusal.isFault() ? frames.bare(request) : frames.frame(request));
        page.addObject("status", refusal.type().status().value());
        page.addObject("sentence", refusal.sentence());
        return page;
    }
}
