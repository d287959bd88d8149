package io.cloister.access.web;

import io.cloister.access.Department;
import io.cloister.access.People.NewPerson;
import io.cloister.access.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the set-up page sends; what is missing is empty.
 *
 * @param department name of the house's first
 */
record SetUpForm(String token, String name, String username, String password, String department) {

    // Binding hands over null for what was not sent.
    @SuppressWarnings("NullAway")
    SetUpForm {
        token = orEmpty(token);
        name = orEmpty(name);
        username = orEmpty(username);
        password = orEmpty(password);
        department = orEmpty(department);
    }

    NewPerson administratorIn(Department home) {
        return new NewPerson(username, name, password, home.id(), Set.of(Role.ADMIN));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public String toString() {
        return "SetUpForm[" + username + "]";
    }
}
