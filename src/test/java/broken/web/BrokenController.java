package broken.web;

import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;

/** Public, in a web package, and open to everybody; not annotated as a controller, so that no test serves it. */
public class BrokenController {

    @GetMapping("/broken")
    public String broken() {
        return "broken";
    }

    @GetMapping("/broken/{id}")
    @PreAuthorize("#id == 1")
    public String guarded() {
        return "broken";
    }
}
