package io.cloister.knowledge.web;

import io.cloister.access.DepartmentId;
import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentCollections;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

@RestController
@RequestMapping("/api/collections")
class CollectionsController {

    private final DocumentCollections collections;
    private final ApplicationEventPublisher events;

    CollectionsController(DocumentCollections collections, ApplicationEventPublisher events) {
        this.collections = collections;
        this.events = events;
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

    /** The form is read here and not before, so that one that is too large is told and recorded as such. */
    @PostMapping("/{id}/documents")
    @PreAuthorize("hasAnyRole('EMPLOYEE','DEPARTMENT_MANAGER')")
    ResponseEntity<DocumentView> upload(@PathVariable UUID id, MultipartHttpServletRequest form) throws IOException {
        MultipartFile file = fileOf(form, id);
        try (InputStream content = file.getInputStream()) {
            DocumentView taken = DocumentView.of(collections.upload(
                    new CollectionId(id), Objects.requireNonNullElse(file.getOriginalFilename(), ""), content));
            return ResponseEntity.created(URI.create("/api/documents/" + taken.id()))
                    .body(taken);
        }
    }

    private MultipartFile fileOf(MultipartHttpServletRequest form, UUID collection) {
        try {
            MultipartFile file = form.getFile("file");
            if (file == null) {
                throw new Problem(ProblemType.INVALID_INPUT, "Send the document in a form field named \"file\".");
            }
            return file;
        } catch (MaxUploadSizeExceededException tooLarge) {
            events.publishEvent(new UploadRefused(AuditEntry.failure("doc.upload", "too-large")
                    .target("collection", collection)
                    .build()));
            throw new Problem(
                    ProblemType.TOO_LARGE,
                    "This file is larger than is taken in here. Split it or make it smaller, then upload it again.",
                    tooLarge);
        }
    }

    record UploadRefused(AuditEntry entry) implements AuditEvent {}
}
