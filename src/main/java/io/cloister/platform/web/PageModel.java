package io.cloister.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the frame around every page. */
@ControllerAdvice(annotations = Controller.class)
class PageModel {

    private final PageFrames frames;

    PageModel(PageFrames frames) {
        this.frames = frames;
    }

    @ModelAttribute("frame")
    PageFrame frame(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/") ? frames.bare(request) : frames.frame(request);
    }
}
