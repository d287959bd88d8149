package io.cloister.access.web;

import io.cloister.access.DepartmentId;
import io.cloister.access.People;
import io.cloister.access.People.NewPerson;
import io.cloister.access.Role;
import io.cloister.platform.PageNotice;
import io.cloister.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lists the people of the house and adds to them. */
@Controller
@RequestMapping("/admin/people")
@PreAuthorize("hasRole('ADMIN')")
class PeoplePageController {

    private static final String VIEW = "access/people";
    private static final String SELF = "redirect:/admin/people";

    private final People people;

    PeoplePageController(People people) {
        this.people = people;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("form", PersonForm.EMPTY);
        return show(model);
    }

    @PostMapping
    String add(
            @Valid @ModelAttribute("form") PersonForm form,
            BindingResult binding,
            Model model,
            RedirectAttributes redirect) {
        if (binding.hasErrors()) {
            return show(model);
        }
        NewPerson person = form.asNewPerson();
        try {
            people.add(person);
        } catch (Problem refused) {
            binding.reject("refused", refused.sentence());
            return show(model);
        }
        PageNotice.done("access.people.added", person.name(), person.username()).addTo(redirect);
        return SELF;
    }

    @PostMapping("/departments")
    String addDepartment(@RequestParam String name, RedirectAttributes redirect) {
        String wanted = name.strip();
        if (!wanted.isEmpty()) {
            PageNotice.afterwards(redirect, () -> people.addDepartment(wanted), "access.departments.added", wanted);
        }
        return SELF;
    }

    private String show(Model model) {
        model.addAttribute("people", people.all());
        model.addAttribute("departments", people.departments());
        model.addAttribute("roles", Role.values());
        return VIEW;
    }

    /** What the form sends; messages are keys. */
    record PersonForm(
            @NotBlank(message = "{access.people.name.missing}") @Size(max = 100) @Nullable String name,

            @NotNull(message = "{access.people.username.wrong}") @Pattern(regexp = "[a-z0-9][a-z0-9._-]{1,63}", message = "{access.people.username.wrong}") String username,

            @NotNull(message = "{access.people.password.short}") @Size(min = 12, max = 200, message = "{access.people.password.short}") String password,

            @NotNull(message = "{access.people.department.missing}") UUID department,

            @NotEmpty(message = "{access.people.roles.missing}") @Nullable Set<Role> roles) {

        /** Shown at first; its missing department never passes validation. */
        @SuppressWarnings("NullAway")
        static final PersonForm EMPTY = new PersonForm("", "", "", null, Set.of(Role.EMPLOYEE));

        @SuppressWarnings("NullAway") // validated before
        NewPerson asNewPerson() {
            return new NewPerson(username, name.strip(), password, new DepartmentId(department), Set.copyOf(roles));
        }

        @Override
        public String toString() {
            return "PersonForm[" + username + "]";
        }
    }
}
