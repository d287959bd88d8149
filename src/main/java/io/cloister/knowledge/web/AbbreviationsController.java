package io.cloister.knowledge.web;

import io.cloister.knowledge.DepartmentAbbreviations;
import io.cloister.knowledge.DepartmentAbbreviations.Abbreviation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/abbreviations")
class AbbreviationsController {

    private final DepartmentAbbreviations abbreviations;

    AbbreviationsController(DepartmentAbbreviations abbreviations) {
        this.abbreviations = abbreviations;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('EMPLOYEE','DEPARTMENT_MANAGER')")
    List<Abbreviation> list() {
        return abbreviations.list();
    }

    record NewAbbreviation(
            @Nullable String shortForm, @Nullable String longForm) {}

    @PostMapping
    @PreAuthorize("hasRole('DEPARTMENT_MANAGER')")
    @ResponseStatus(HttpStatus.CREATED)
    Abbreviation add(@RequestBody NewAbbreviation wanted) {
        return abbreviations.add(
                Objects.requireNonNullElse(wanted.shortForm(), ""), Objects.requireNonNullElse(wanted.longForm(), ""));
    }

    @DeleteMapping
    @PreAuthorize("hasRole('DEPARTMENT_MANAGER')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@RequestParam String shortForm, @RequestParam String longForm) {
        abbreviations.remove(shortForm, longForm);
    }
}
