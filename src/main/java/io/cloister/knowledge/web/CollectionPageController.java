package io.cloister.knowledge.web;

import io.cloister.access.People;
import io.cloister.access.Person;
import io.cloister.access.Role;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentCollections;
import io.cloister.knowledge.DocumentCollections.CollectionSummary;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.intake.DocumentIntake;
import io.cloister.platform.PageNotice;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.UUID;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Shows collections and their documents, and lets those who look after them change these. */
@Controller
@RequestMapping("/collections")
@PreAuthorize("hasAnyRole('EMPLOYEE', 'DEPARTMENT_MANAGER')")
class CollectionPageController {

    private final DocumentCollections collections;
    private final DocumentIntake intake;
    private final People people;

    CollectionPageController(DocumentCollections collections, DocumentIntake intake, People people) {
        this.collections = collections;
        this.intake = intake;
        this.people = people;
    }

    @GetMapping
    String list(Model page) {
        Person reader = people.current();
        page.addAttribute("collections", collections.readable());
        page.addAttribute("department", reader.department());
        page.addAttribute("mayCreate", reader.roles().contains(Role.DEPARTMENT_MANAGER));
        return "knowledge/collections";
    }

    @PostMapping
    @PreAuthorize("hasRole('DEPARTMENT_MANAGER')")
    String create(@RequestParam String name, RedirectAttributes redirect) {
        String wanted = name.strip();
        PageNotice.afterwards(
                redirect,
                () -> collections.create(wanted, people.current().department().id()),
                "knowledge.collections.created",
                wanted);
        return "redirect:/collections";
    }

    @GetMapping("/{collection}")
    String show(@PathVariable UUID collection, Model page) {
        CollectionSummary summary = require(collection);
        page.addAttribute("collection", summary);
        page.addAttribute(
                "documents",
                collections.documents(summary.id()).stream()
                        .map(DocumentRow::of)
                        .toList());
        page.addAttribute(
                "pending", intake.in(summary.id()).stream().map(PendingRow::of).toList());
        page.addAttribute("maxBytes", collections.largestUpload());
        page.addAttribute("maxSize", ByteSize.inWords(collections.largestUpload()));
        return "knowledge/collection";
    }

    /** Without script the form sends one file here; with script files go to the interface, one by one. */
    @PostMapping("/{collection}/documents")
    @PreAuthorize("hasRole('DEPARTMENT_MANAGER')")
    String upload(@PathVariable UUID collection, @RequestParam MultipartFile file, RedirectAttributes redirect)
            throws IOException {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        try (InputStream content = file.getInputStream()) {
            PageNotice.afterwards(
                    redirect,
                    () -> collections.upload(new CollectionId(collection), name, content),
                    "knowledge.documents.added",
                    name);
        }
        return "redirect:/collections/" + collection;
    }

    @PostMapping("/{collection}/documents/{document}/delete")
    @PreAuthorize("hasRole('DEPARTMENT_MANAGER')")
    String delete(@PathVariable UUID collection, @PathVariable UUID document, RedirectAttributes redirect) {
        PageNotice.afterwards(
                redirect, () -> collections.delete(new DocumentId(document)), "knowledge.documents.deleted");
        return "redirect:/collections/" + collection;
    }

    @PostMapping("/{collection}/documents/{document}/retry")
    @PreAuthorize("hasRole('DEPARTMENT_MANAGER')")
    String retry(@PathVariable UUID collection, @PathVariable UUID document, RedirectAttributes redirect) {
        PageNotice.afterwards(redirect, () -> intake.retry(new DocumentId(document)), "knowledge.pending.retried");
        return "redirect:/collections/" + collection;
    }

    private CollectionSummary require(UUID collection) {
        return collections.readable().stream()
                .filter(one -> one.id().value().equals(collection))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        ProblemType.NOT_FOUND,
                        "There is no such collection, or you may not read it. Ask those who look after it."));
    }
}
