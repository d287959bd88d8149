package io.cloister.platform.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Puts the frame around every page. */
@ControllerAdvice(annotations = Controller.class)
class PageModel {

    private static final List<String> FOR_PROGRAMS = List.of("/api/", "/v1/");

    private final PageFrames frames;

    PageModel(PageFrames frames) {
        this.frames = frames;
    }

    @ModelAttribute("frame")
    PageFrame frame(HttpServletRequest request) {
        return FOR_PROGRAMS.stream().anyMatch(request.getRequestURI()::startsWith)
                ? frames.bare(request)
                : frames.frame(request);
    }
}
