package io.cloister.inference.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** 95 published templates in four conversations each, against what the reference renders. */
class PublishedTemplatesTests {

    /** The reference answered this day to {@code strftime_now}, in this one form whatever form was asked for. */
    private static final Clock DAY = Clock.fixed(Instant.parse("2026-01-02T09:00:00Z"), ZoneOffset.UTC);

    private static final int ALL = 380;
    private static final String ANY_FORM = "strftime_now\\((['\"]).*?\\1\\)";
    private static final String ONE_FORM = "strftime_now('%Y-%m-%d')";

    private final PublishedTemplates published = PublishedTemplates.read();

    @Test
    void renderAsTheReferenceDoes(TestReporter reporter) {
        List<String> different = differing(true);

        reporter.publishEntry("prompts equal to the reference", equal(different) + " of " + ALL);
        assertThat(different).as("%d of %d are equal", equal(different), ALL).isEmpty();
    }

    @Test
    void asPublishedOnlyTheFormOfTheDayDiffers(TestReporter reporter) {
        List<String> different = differing(false);

        reporter.publishEntry("equal with dates in the form asked for", equal(different) + " of " + ALL);
        assertThat(different)
                .hasSize(21)
                .allSatisfy(name -> assertThat(published.sources.get(name.substring(0, name.indexOf('|'))))
                        .contains("strftime_now"));
    }

    private static int equal(List<String> different) {
        return ALL - different.size();
    }

    private List<String> differing(boolean oneForm) {
        var different = new ArrayList<String>();
        published.sources.forEach((name, source) -> {
            String asked = oneForm ? source.replaceAll(ANY_FORM, ONE_FORM) : source;
            published.cases.forEach((conversation, variables) -> {
                if (!render(asked, variables).equals(published.expected(name, conversation))) {
                    different.add(name + "|" + conversation);
                }
            });
        });
        return different;
    }

    private static Optional<String> render(String source, Map<String, Object> variables) {
        try {
            return Optional.of(ChatTemplate.parse(source, TemplateLimits.DEFAULT, DAY)
                    .render(variables, PublishedTemplates.SPECIAL_TOKENS));
        } catch (TemplateException refused) {
            return Optional.empty();
        }
    }
}
