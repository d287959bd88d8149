package io.cloister.access.apikey;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Keys as documents: one's own, and everybody's for administrators. */
@RestController
class ApiKeyApiController {

    private final ApiKeys keys;

    ApiKeyApiController(ApiKeys keys) {
        this.keys = keys;
    }

    @GetMapping("/api/keys")
    @PreAuthorize("hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
    List<ApiKeyDocument> mine() {
        return keys.mine().stream().map(ApiKeyDocument::of).toList();
    }

    @PostMapping("/api/keys")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
    MadeKey make(@Valid @RequestBody Wanted wanted) {
        ApiKeys.Made made = keys.make(new NewApiKey(wanted.name(), wanted.scopes(), wanted.expiresInDays()));
        return new MadeKey(ApiKeyDocument.of(made.key()), made.text());
    }

    @DeleteMapping("/api/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
    void revokeMine(@PathVariable UUID id) {
        keys.revokeMine(id);
    }

    @GetMapping("/api/admin/keys")
    @PreAuthorize("hasRole('ADMIN')")
    List<ApiKeyDocument> all() {
        return keys.all().stream().map(ApiKeyDocument::of).toList();
    }

    @DeleteMapping("/api/admin/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('ADMIN')")
    void revoke(@PathVariable UUID id) {
        keys.revoke(id);
    }

    /** @param expiresInDays 1 to 365 */
    record Wanted(@NotNull String name, @NotNull Set<ApiScope> scopes, int expiresInDays) {}

    /** @param key its text, told here and never again */
    record MadeKey(
            @com.fasterxml.jackson.annotation.JsonUnwrapped ApiKeyDocument about, String key) {

        @Override
        public String toString() {
            return "MadeKey[" + about.id() + "]";
        }
    }
}
