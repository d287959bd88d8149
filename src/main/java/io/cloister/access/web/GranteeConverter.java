package io.cloister.access.web;

import io.cloister.access.DepartmentId;
import io.cloister.access.GrantView;
import io.cloister.access.Grantee;
import io.cloister.access.PersonId;
import java.util.UUID;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Reads the reference to a grantee that a form sends. */
@Component
class GranteeConverter implements Converter<String, Grantee> {

    @Override
    public Grantee convert(String reference) {
        if (reference.startsWith(GrantView.DEPARTMENT)) {
            return new Grantee.OfDepartment(new DepartmentId(id(reference, GrantView.DEPARTMENT)));
        }
        if (reference.startsWith(GrantView.PERSON)) {
            return new Grantee.OfPerson(new PersonId(id(reference, GrantView.PERSON)));
        }
        throw new IllegalArgumentException("neither a department nor a person");
    }

    private static UUID id(String reference, String prefix) {
        return UUID.fromString(reference.substring(prefix.length()));
    }
}
