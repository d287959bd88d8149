package io.cloister.knowledge.retrieval;

import io.cloister.knowledge.SearchNotice;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Short forms of the asker's department, in the caller's transaction. */
@Component
class Abbreviations {

    private final JdbcClient jdbc;

    Abbreviations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Abbreviation(String shortForm, String longForm) {}

    /** The question, followed by the other forms of what it has in one form only. */
    String expand(String question, List<SearchNotice> notices) {
        List<Abbreviation> known = jdbc.sql("""
                        SELECT short_form, long_form FROM knowledge.abbreviation
                        WHERE position(lower(short_form) IN lower(:question)) > 0
                           OR position(lower(long_form) IN lower(:question)) > 0
                        ORDER BY short_form, long_form LIMIT 20
                        """)
                .param("question", question)
                .query((row, number) -> new Abbreviation(row.getString("short_form"), row.getString("long_form")))
                .list();
        StringBuilder expanded = new StringBuilder(question);
        for (Abbreviation one : known) {
            boolean shortly = has(question, one.shortForm(), 0);
            boolean atLength = has(question, one.longForm(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
            if (shortly != atLength) {
                String form = shortly ? one.shortForm() : one.longForm();
                String other = shortly ? one.longForm() : one.shortForm();
                expanded.append(' ').append(other);
                notices.add(new SearchNotice.Expanded(form, other));
            }
        }
        return expanded.toString();
    }

    /** As a whole word; short forms as they are written, or all in lower case by somebody in a hurry. */
    private static boolean has(String question, String form, int flags) {
        return word(form, flags).matcher(question).find()
                || word(form.toLowerCase(Locale.ROOT), flags).matcher(question).find();
    }

    private static Pattern word(String form, int flags) {
        return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(form) + "(?![\\p{L}\\p{N}])", flags);
    }
}
