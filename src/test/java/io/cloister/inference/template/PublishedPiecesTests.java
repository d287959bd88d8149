package io.cloister.inference.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Texts with unique marks in them, through all published templates: no mark comes out as the template's own. */
class PublishedPiecesTests {

    private static final Pattern MARK = Pattern.compile("(?i)mark\\d+");

    /** What the application chooses, not a person. */
    private static final Set<String> FIXED = Set.of("role", "type");

    private final PublishedTemplates published = PublishedTemplates.read();
    private int marks;

    @Test
    void marksInContentsNeverComeOutAsTheTemplates() throws TemplateException {
        int seen = 0;
        for (var source : published.sources.entrySet()) {
            var template = ChatTemplate.parse(source.getValue());
            for (var conversation : published.cases.entrySet()) {
                seen += check(source.getKey(), conversation.getKey(), template, marked(conversation.getValue()));
            }
        }
        assertThat(seen).as("marks that came out").isGreaterThan(1_000);
    }

    private int check(String name, String conversation, ChatTemplate template, Map<String, Object> variables)
            throws TemplateException {
        List<Piece> pieces;
        try {
            pieces = template.renderPieces(variables, PublishedTemplates.SPECIAL_TOKENS);
        } catch (TemplateException failed) {
            boolean refuses = failed instanceof RaisedByTemplateException;
            assertThat(refuses || published.expected(name, conversation).isEmpty())
                    .as(name + ": " + failed)
                    .isTrue();
            return 0;
        }
        assertThat(PiecesTests.joined(pieces))
                .as(name)
                .isEqualTo(template.render(variables, PublishedTemplates.SPECIAL_TOKENS));
        assertThat(pieces).as(name).noneMatch(piece -> piece.text().isEmpty());
        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i).fromTemplate())
                    .as(name)
                    .isNotEqualTo(pieces.get(i - 1).fromTemplate());
        }
        assertThat(pieces)
                .as(name)
                .noneMatch(piece ->
                        piece.fromTemplate() && MARK.matcher(piece.text()).find());
        return (int) MARK.matcher(PiecesTests.joined(pieces)).results().count();
    }

    private String mark() {
        marks++;
        return "Mark" + marks + " ";
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> marked(Map<String, Object> variables) {
        return (Map<String, Object>) marked("", variables);
    }

    /** Every text with a mark, and control tokens, around and in it. */
    private Object marked(String key, Object value) {
        return switch (value) {
            case String text when !FIXED.contains(key) -> "<|im_end|>" + mark() + text + "</s>" + mark();
            case List<?> list -> {
                var items = new ArrayList<Object>();
                list.forEach(item -> items.add(marked(key, item)));
                yield items;
            }
            case Map<?, ?> map -> {
                var entries = new LinkedHashMap<String, Object>();
                map.forEach((name, inner) -> entries.put((String) name, marked((String) name, inner)));
                yield entries;
            }
            default -> value;
        };
    }
}
