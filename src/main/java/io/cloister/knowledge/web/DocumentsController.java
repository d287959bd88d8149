package io.cloister.knowledge.web;

import io.cloister.knowledge.DocumentCollections;
import io.cloister.knowledge.DocumentCollections.Original;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.intake.DocumentIntake;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/documents/{id}")
@PreAuthorize("hasAnyRole('EMPLOYEE','DEPARTMENT_MANAGER')")
class DocumentsController {

    private final DocumentCollections collections;
    private final DocumentIntake intake;

    DocumentsController(DocumentCollections collections, DocumentIntake intake) {
        this.collections = collections;
        this.intake = intake;
    }

    @GetMapping
    DocumentView document(@PathVariable UUID id) {
        return collections
                .document(new DocumentId(id))
                .map(DocumentView::of)
                .or(() -> intake.find(new DocumentId(id)).map(DocumentView::of))
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND,
                        "There is no such document, or it is not open to you. Ask its department for access."));
    }

    @GetMapping("/passages")
    List<PassageView> passages(@PathVariable UUID id) {
        return collections.passages(new DocumentId(id)).stream()
                .map(PassageView::of)
                .toList();
    }

    /** Only PDFs open in the browser: it shows them without running what stands in them as a page of this origin. */
    @GetMapping("/content")
    ResponseEntity<Resource> content(@PathVariable UUID id) {
        Original original = collections.original(new DocumentId(id));
        MediaType type = MediaType.parseMediaType(original.mediaType());
        ContentDisposition.Builder disposition =
                type.equals(MediaType.APPLICATION_PDF) ? ContentDisposition.inline() : ContentDisposition.attachment();
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        disposition
                                .filename(original.fileName(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(original.content());
    }

    /** Has a file that failed tried again. */
    @PostMapping("/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    DocumentView retry(@PathVariable UUID id) {
        return DocumentView.of(intake.retry(new DocumentId(id)));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        collections.delete(new DocumentId(id));
    }
}
