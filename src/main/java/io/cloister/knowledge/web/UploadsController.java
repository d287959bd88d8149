package io.cloister.knowledge.web;

import io.cloister.audit.AuditEntry;
import io.cloister.audit.AuditEvent;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentCollections;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.intake.DocumentIntake;
import io.cloister.knowledge.intake.FullDisk;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Takes files into a collection, and tells of those that are on their way. */
@RestController
@RequestMapping("/api/collections/{id}")
@PreAuthorize("hasAnyRole('EMPLOYEE','DEPARTMENT_MANAGER')")
class UploadsController {

    private final DocumentCollections collections;
    private final DocumentIntake intake;
    private final ApplicationEventPublisher events;

    UploadsController(DocumentCollections collections, DocumentIntake intake, ApplicationEventPublisher events) {
        this.collections = collections;
        this.intake = intake;
        this.events = events;
    }

    /** Files that are not documents yet, for those who look after the collection. */
    @GetMapping("/intake")
    List<DocumentView> onTheirWay(@PathVariable UUID id) {
        return intake.in(new CollectionId(id)).stream().map(DocumentView::of).toList();
    }

    /**
     * The form is read here and not before, so that one that is too large is told and recorded as such. One file is
     * answered by itself, several by a list with the status of each.
     */
    @PostMapping("/documents")
    ResponseEntity<?> upload(@PathVariable UUID id, MultipartHttpServletRequest request) {
        CollectionId collection = new CollectionId(id);
        UploadForm form = formOf(request, id);
        if (form.files().size() == 1) {
            DocumentView taken = outcome(submit(collection, form, 0), form.waiting());
            return ResponseEntity.status(taken.progress() == null ? HttpStatus.CREATED : HttpStatus.ACCEPTED)
                    .location(URI.create("/api/documents/" + taken.id()))
                    .body(taken);
        }
        List<Supplier<UploadResult>> handed = IntStream.range(0, form.files().size())
                .mapToObj(index -> handIn(collection, form, index))
                .toList();
        return ResponseEntity.status(HttpStatus.MULTI_STATUS)
                .body(handed.stream().map(Supplier::get).toList());
    }

    /** Hands the file in now; what it gives tells, maybe after a while, what became of it. */
    private Supplier<UploadResult> handIn(CollectionId collection, UploadForm form, int index) {
        String name = UploadForm.nameOf(form.files().get(index));
        try {
            DocumentId document = submit(collection, form, index);
            return () -> {
                try {
                    return UploadResult.taken(name, outcome(document, form.waiting()));
                } catch (Problem refusal) {
                    return UploadResult.refused(name, refusal);
                }
            };
        } catch (Problem refusal) {
            return () -> UploadResult.refused(name, refusal);
        }
    }

    private DocumentId submit(CollectionId collection, UploadForm form, int index) {
        try (InputStream content = form.files().get(index).getInputStream()) {
            return collections.submit(collection, form.document(index, content));
        } catch (IOException unreadable) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "The upload broke off before the whole file had arrived. Upload it again.",
                    unreadable);
        }
    }

    private DocumentView outcome(DocumentId document, boolean waiting) {
        return waiting
                ? DocumentView.of(intake.await(document))
                : intake.find(document).map(DocumentView::of).orElseGet(() -> DocumentView.of(intake.await(document)));
    }

    private UploadForm formOf(MultipartHttpServletRequest request, UUID collection) {
        try {
            return UploadForm.of(request);
        } catch (MaxUploadSizeExceededException tooLarge) {
            record(collection, "too-large");
            throw new Problem(
                    ProblemType.TOO_LARGE,
                    "This file is larger than is taken in here. Split it or make it smaller, then upload it again.",
                    tooLarge);
        } catch (MultipartException broken) {
            Problem full = FullDisk.in(broken).orElse(null);
            if (full == null) {
                throw broken;
            }
            record(collection, full.type().name());
            throw full;
        }
    }

    private void record(UUID collection, String reason) {
        events.publishEvent(new UploadRefused(AuditEntry.failure("doc.upload", reason)
                .target("collection", collection)
                .build()));
    }

    record UploadRefused(AuditEntry entry) implements AuditEvent {}
}
