package io.cloister.platform.web;

import io.cloister.platform.RefusalForm;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers a refusal in the form the client reads: a module's own below its path, an RFC 9457 document under {@code /api},
 * a page elsewhere.
 */
@Component
class RefusalAnswers {

    private static final String RETRY_AFTER_SECONDS = "5";

    private static final Set<HttpStatus> BUSY = Set.of(HttpStatus.SERVICE_UNAVAILABLE, HttpStatus.TOO_MANY_REQUESTS);

    private final PageFrames frames;
    private final List<RefusalForm> forms;

    RefusalAnswers(PageFrames frames, ObjectProvider<RefusalForm> forms) {
        this.frames = frames;
        this.forms = forms.orderedStream().toList();
    }

    /** @param path the address that was asked for, which on the error dispatch is not the request's own */
    Object answer(Refusal refusal, String path, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        if (BUSY.contains(refusal.type().status())) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        for (RefusalForm form : forms) {
            if (path.startsWith(form.path())) {
                return ResponseEntity.status(refusal.type().status())
                        .headers(headers)
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(form.body(refusal.type(), refusal.sentence(), refusal.parameter()));
            }
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
