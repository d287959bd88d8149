package io.cloister.evaluation.console;

import io.cloister.evaluation.scoring.Ranking;
import io.cloister.knowledge.DocumentCollections;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.Passage;
import io.cloister.knowledge.PassageSearch;
import io.cloister.knowledge.SearchFilter;
import io.cloister.knowledge.SearchMode;
import io.cloister.knowledge.SearchRequest;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.HtmlUtils;

/** A test collection brought into a house, and asked. */
final class RetrievalTrial {

    /** Files brought in at the same time, so that their passages are embedded together. */
    private static final int UPLOADS = 16;

    /** Passages of a question: enough for a hundred documents of two passages. */
    private static final int PASSAGES = 200;

    private static final int REPORT = 500;
    private static final Pattern BLANK_LINES = Pattern.compile("\\R\\s*\\R");

    private final ThrowawayHouse house;
    private final InstantSource clock;
    private final PrintWriter progress;
    private final Map<DocumentId, String> names = new ConcurrentHashMap<>();

    RetrievalTrial(ThrowawayHouse house, InstantSource clock, PrintWriter progress) {
        this.house = house;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * @param rankings in the order of the questions
     * @param milliseconds of each question
     * @param empty questions that brought nothing
     */
    record Outcome(List<Ranking> rankings, List<Double> milliseconds, long empty) {}

    /** Brings all documents in; the time it took. */
    Duration bringIn(List<TestCollection.Entry> documents) throws Exception {
        DocumentCollections collections = house.bean(DocumentCollections.class);
        AtomicInteger done = new AtomicInteger();
        Instant begun = clock.instant();
        try (var threads = Executors.newFixedThreadPool(UPLOADS)) {
            List<Future<?>> uploads = new ArrayList<>();
            for (TestCollection.Entry document : documents) {
                uploads.add(threads.submit(() -> {
                    house.asManager(() -> {
                        var content = new ByteArrayInputStream(page(document).getBytes(StandardCharsets.UTF_8));
                        return names.put(
                                collections
                                        .upload(house.collection(), document.id() + ".html", content)
                                        .id(),
                                document.id());
                    });
                    int count = done.incrementAndGet();
                    if (count % REPORT == 0) {
                        progress.println(count + " of " + documents.size() + " documents");
                    }
                }));
            }
            for (Future<?> upload : uploads) {
                upload.get();
            }
        }
        return Duration.between(begun, clock.instant());
    }

    Outcome ask(List<TestCollection.Entry> questions, Map<String, Map<String, Integer>> grades, SearchMode mode) {
        List<Ranking> rankings = new ArrayList<>();
        List<Double> milliseconds = new ArrayList<>();
        long empty = 0;
        for (TestCollection.Entry question : questions) {
            Instant begun = clock.instant();
            List<String> found = find(question.text(), mode);
            milliseconds.add(Duration.between(begun, clock.instant()).toNanos() / 1e6);
            rankings.add(new Ranking(found, grades.getOrDefault(question.id(), Map.of())));
            empty += found.isEmpty() ? 1 : 0;
        }
        return new Outcome(rankings, milliseconds, empty);
    }

    /** Documents by their best passages. */
    private List<String> find(String question, SearchMode mode) {
        PassageSearch search = house.bean(PassageSearch.class);
        var request = new SearchRequest(question, Set.of(), SearchFilter.NONE, PASSAGES, mode);
        return house.asManager(() -> house.bean(TransactionTemplate.class)
                .execute(status -> search.search(house.manager().id(), request).passages().stream()
                        .map(Passage::document)
                        .distinct()
                        .map(names::get)
                        .toList()));
    }

    /** As a file that says its title apart from its text; the id makes equal texts two files. */
    private static String page(TestCollection.Entry document) {
        String paragraphs = BLANK_LINES
                .splitAsStream(document.text())
                .map(paragraph -> "<p>" + HtmlUtils.htmlEscape(paragraph) + "</p>")
                .collect(Collectors.joining("\n"));
        return "<!doctype html><html><head><meta charset=\"utf-8\"><meta name=\"id\" content=\"%s\"><title>%s</title></head><body>%s</body></html>"
                .formatted(
                        HtmlUtils.htmlEscape(document.id()),
                        HtmlUtils.htmlEscape(document.title()),
                        paragraphs.isBlank() ? "<p>" + HtmlUtils.htmlEscape(document.title()) + "</p>" : paragraphs);
    }
}
