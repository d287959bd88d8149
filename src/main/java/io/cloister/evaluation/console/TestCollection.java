package io.cloister.evaluation.console;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents, questions and judgements in the files of BEIR (Thakur and others, 2021).
 *
 * @param grades by question and document, above 0
 */
record TestCollection(List<Entry> documents, List<Entry> questions, Map<String, Map<String, Integer>> grades) {

    private static final JsonMapper JSON = new JsonMapper();

    record Entry(String id, String title, String text) {}

    /** @throws Problem where a file is missing or a line is not of its form */
    static TestCollection read(Path folder) throws IOException {
        List<Entry> documents = entries(folder.resolve("corpus.jsonl"));
        List<Entry> questions = entries(folder.resolve("queries.jsonl"));
        return new TestCollection(documents, questions, grades(folder.resolve("qrels.tsv")));
    }

    private static List<Entry> entries(Path file) throws IOException {
        List<Entry> entries = new ArrayList<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                JsonNode node = JSON.readTree(line);
                entries.add(new Entry(
                        node.required("id").asString(),
                        node.path("title").asString(""),
                        node.required("text").asString()));
            } catch (JacksonException | IllegalArgumentException e) {
                throw bad(file, number, "is no JSON object with \"id\" and \"text\"");
            }
        }
        return entries;
    }

    private static Map<String, Map<String, Integer>> grades(Path file) throws IOException {
        Map<String, Map<String, Integer>> grades = new LinkedHashMap<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String[] cells = line.split("\t", -1);
            if (number == 1 || line.isBlank()) {
                continue;
            }
            try {
                int grade = Integer.parseInt(cells[2].strip());
                if (grade > 0) {
                    grades.computeIfAbsent(cells[0], question -> new LinkedHashMap<>())
                            .put(cells[1], grade);
                }
            } catch (ArrayIndexOutOfBoundsException | NumberFormatException e) {
                throw bad(file, number, "is not: question, document and a whole number, parted by tabulators");
            }
        }
        return grades;
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException missing) {
            throw new Problem(
                    ProblemType.INVALID_INPUT,
                    "%s is missing; name a folder with corpus.jsonl, queries.jsonl and qrels.tsv".formatted(file));
        }
    }

    private static Problem bad(Path file, int line, String what) {
        return new Problem(
                ProblemType.INVALID_INPUT,
                "line %d of %s %s; correct it and run the command again".formatted(line, file, what));
    }
}
