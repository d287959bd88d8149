package io.cloister.knowledge.web;

import io.cloister.access.DepartmentId;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentCollections;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/collections")
class CollectionsController {

    private final DocumentCollections collections;

    CollectionsController(DocumentCollections collections) {
        this.collections = collections;
    }

    @GetMapping
    @PreAuthorize("hasAnyRole('EMPLOYEE','DEPARTMENT_MANAGER')")
    List<CollectionView> list() {
        return collections.readable().stream().map(CollectionView::of).toList();
    }

    record NewCollection(String name, UUID departmentId) {}

    @PostMapping
    @PreAuthorize("hasRole('DEPARTMENT_MANAGER')")
    ResponseEntity<CollectionView> create(@RequestBody NewCollection wanted) {
        CollectionView made =
                CollectionView.of(collections.create(wanted.name(), new DepartmentId(wanted.departmentId())));
        return ResponseEntity.created(URI.create("/api/collections/" + made.id()))
                .body(made);
    }

    @GetMapping("/{id}/documents")
    @PreAuthorize("hasAnyRole('EMPLOYEE','DEPARTMENT_MANAGER')")
    List<DocumentView> documents(@PathVariable UUID id) {
        return collections.documents(new CollectionId(id)).stream()
                .map(DocumentView::of)
                .toList();
    }
}
