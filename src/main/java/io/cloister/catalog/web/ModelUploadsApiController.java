package io.cloister.catalog.web;

import io.cloister.catalog.intake.ContentRange;
import io.cloister.catalog.intake.ModelUploads;
import io.cloister.catalog.intake.ModelUploads.UploadedFile;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes in the files of models, each as the plain body of a request that goes straight to the disk. */
@RestController
@RequestMapping("/api/admin/model-uploads")
@PreAuthorize("hasRole('ADMIN')")
class ModelUploadsApiController {

    private final ModelUploads uploads;

    ModelUploadsApiController(ModelUploads uploads) {
        this.uploads = uploads;
    }

    @PostMapping
    ResponseEntity<Map<String, UUID>> begin() {
        UUID id = uploads.create();
        return ResponseEntity.created(URI.create("/api/admin/model-uploads/" + id))
                .body(Map.of("id", id));
    }

    @PutMapping("/{id}/files/{name}")
    UploadedFile receive(@PathVariable UUID id, @PathVariable String name, HttpServletRequest request)
            throws IOException {
        return uploads.receive(
                id,
                name,
                ContentRange.parse(request.getHeader(HttpHeaders.CONTENT_RANGE)),
                request.getContentLengthLong(),
                request.getInputStream());
    }

    @GetMapping("/{id}")
    Files files(@PathVariable UUID id) {
        return new Files(uploads.files(id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id) {
        uploads.delete(id);
    }

    record Files(List<UploadedFile> files) {}
}
