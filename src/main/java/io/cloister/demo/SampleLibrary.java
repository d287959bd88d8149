package io.cloister.demo;

import io.cloister.access.Department;
import io.cloister.knowledge.DocumentCollections;
import io.cloister.knowledge.DocumentCollections.CollectionSummary;
import io.cloister.knowledge.DocumentCollections.DocumentSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** The sample documents, brought in the way a department manager would. */
@Component
class SampleLibrary {

    private final DocumentCollections collections;

    SampleLibrary(DocumentCollections collections) {
        this.collections = collections;
    }

    void fill(SampleOrganisation.DepartmentHead manager, Department department) {
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                manager,
                null,
                AuthorityUtils.createAuthorityList(
                        manager.roleNames().stream().map("ROLE_"::concat).toList())));
        SecurityContextHolder.setContext(context);
        try {
            CollectionSummary collection = collection(department);
            Set<String> there = collections.documents(collection.id()).stream()
                    .map(DocumentSummary::fileName)
                    .collect(Collectors.toSet());
            for (Resource document : documents(department)) {
                if (there.contains(document.getFilename())) {
                    continue;
                }
                try (InputStream in = document.getInputStream()) {
                    collections.upload(collection.id(), String.valueOf(document.getFilename()), in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private CollectionSummary collection(Department department) {
        String name = department.name() + " guidelines";
        return collections.readable().stream()
                .filter(collection -> collection.name().equals(name))
                .findFirst()
                .orElseGet(() -> collections.create(name, department.id()));
    }

    private static Resource[] documents(Department department) throws IOException {
        String folder = department.name().toLowerCase(Locale.ROOT);
        return new PathMatchingResourcePatternResolver().getResources("classpath*:demo/" + folder + "/*.*");
    }
}
