package io.cloister.knowledge.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.access.DepartmentId;
import io.cloister.knowledge.CollectionId;
import io.cloister.knowledge.DocumentId;
import io.cloister.knowledge.Passage;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SheetTests {

    private static final String TEXT = "One sentence. Two sentences. Three sentences.";

    @Test
    void showsOverlappingPassagesAsOneText() {
        List<Sheet> sheets = Sheet.layOut(List.of(passage(14, 45, 1), passage(0, 28, 1)));
        assertThat(sheets).hasSize(1);
        assertThat(String.join("", sheets.getFirst().paragraphs())).isEqualTo(TEXT);
    }

    @Test
    void beginsASheetWithEveryPage() {
        assertThat(Sheet.layOut(List.of(passage(0, 13, 1), passage(13, 28, 2), passage(28, 45, 2))))
                .extracting(Sheet::page)
                .containsExactly(1, 2);
    }

    private static Passage passage(int start, int end, int page) {
        UUID id = new UUID(0, start);
        return new Passage(
                id,
                new DocumentId(id),
                new CollectionId(id),
                new DepartmentId(id),
                "Title",
                page,
                start,
                end,
                List.of(),
                TEXT.substring(start, end),
                "",
                null);
    }
}
