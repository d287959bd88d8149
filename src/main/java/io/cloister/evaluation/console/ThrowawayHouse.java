package io.cloister.evaluation.console;

import io.cloister.access.Department;
import io.cloister.access.People;
import io.cloister.access.Person;
import io.cloister.access.Role;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentCollections;
import io.cloister.platform.Actor;
import io.cloister.platform.ActorId;
import io.cloister.platform.Console;
import io.cloister.platform.TemporaryInstallation;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** A temporary installation with one department, one manager and one collection. */
final class ThrowawayHouse implements AutoCloseable {

    private final TemporaryInstallation installation;
    private final ApplicationContext application;
    private final Person manager;
    private final CollectionId collection;

    ThrowawayHouse(Console console) {
        installation = TemporaryInstallation.start(console);
        application = installation.application();
        People people = application.getBean(People.class);
        Department department = people.addDepartment("Evaluation");
        manager = people.add(new People.NewPerson(
                "evaluator",
                "Evaluator",
                UUID.randomUUID().toString(),
                department.id(),
                Set.of(Role.EMPLOYEE, Role.DEPARTMENT_MANAGER)));
        collection = asManager(() -> application
                .getBean(DocumentCollections.class)
                .create("Evaluation", department.id())
                .id());
    }

    Person manager() {
        return manager;
    }

    CollectionId collection() {
        return collection;
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** On behalf of the manager, in the calling thread. */
    <T extends @Nullable Object> T asManager(Supplier<T> act) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                new Evaluator(manager),
                null,
                AuthorityUtils.createAuthorityList("ROLE_EMPLOYEE", "ROLE_DEPARTMENT_MANAGER")));
        SecurityContextHolder.setContext(context);
        try {
            return act.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private record Evaluator(Person person) implements Actor {

        @Override
        public ActorId actorId() {
            return person.id().asActor();
        }

        @Override
        public UUID departmentOfActor() {
            return person.department().id().value();
        }

        @Override
        public Set<String> roleNames() {
            return person.roles().stream().map(Role::name).collect(Collectors.toUnmodifiableSet());
        }
    }

    @Override
    public void close() {
        installation.close();
    }
}
