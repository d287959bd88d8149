package io.cloister.knowledge.web;

import io.cloister.knowledge.DocumentCollections;
import io.cloister.knowledge.DocumentCollections.DocumentSummary;
import io.cloister.knowledge.DocumentId;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Shows the text of a document as the search knows it, page by page. */
@Controller
@PreAuthorize("hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
class DocumentPageController {

    private final DocumentCollections collections;

    DocumentPageController(DocumentCollections collections) {
        this.collections = collections;
    }

    @GetMapping("/documents/{document}")
    String read(@PathVariable UUID document, Model page) {
        DocumentId id = new DocumentId(document);
        DocumentSummary summary = collections
                .document(id)
                .orElseThrow(
                        () -> new Problem(ProblemType.NOT_FOUND, "There is no such document, or you may not read it."));
        page.addAttribute("row", DocumentRow.of(summary));
        page.addAttribute("sheets", Sheet.layOut(collections.passages(id)));
        page.addAttribute(
                "collection",
                collections.readable().stream()
                        .filter(one -> one.id().equals(summary.collection()))
                        .findFirst()
                        .orElse(null));
        return "knowledge/document";
    }
}
