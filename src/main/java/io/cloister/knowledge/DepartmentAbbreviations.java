package io.cloister.knowledge;

import io.cloister.access.DepartmentId;
import io.cloister.audit.AuditEntry;
import io.cloister.knowledge.ingestion.CleanText;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Short forms that the signed-in person's department uses, and what they stand for. Its people read them, its managers
 * change them, which is audited in the same transaction.
 */
@Component
public class DepartmentAbbreviations {

    private static final int LONGEST_SHORT_FORM = 40;
    private static final int LONGEST_LONG_FORM = 200;

    private final JdbcClient jdbc;
    private final CollectionTable collections;
    private final KnowledgeRefusals refusals;
    private final ApplicationEventPublisher events;

    DepartmentAbbreviations(
            JdbcClient jdbc,
            CollectionTable collections,
            KnowledgeRefusals refusals,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.collections = collections;
        this.refusals = refusals;
        this.events = events;
    }

    public record Abbreviation(String shortForm, String longForm) {}

    /** By short form. */
    @Transactional(readOnly = true)
    public List<Abbreviation> list() {
        return jdbc.sql(
                        "SELECT short_form, long_form FROM knowledge.abbreviation ORDER BY lower(short_form), long_form")
                .query((row, number) -> new Abbreviation(row.getString("short_form"), row.getString("long_form")))
                .list();
    }

    /**
     * @throws Problem {@code invalid-input} where a form is empty or too long, or both are the same; {@code conflict} where
     *     it is known already; {@code forbidden} for people who do not look after the department
     */
    @Transactional
    public Abbreviation add(String shortForm, String longForm) {
        var wanted = new Abbreviation(
                form(shortForm, "short", LONGEST_SHORT_FORM), form(longForm, "long", LONGEST_LONG_FORM));
        if (wanted.shortForm().equalsIgnoreCase(wanted.longForm())) {
            throw new Problem(
                    ProblemType.INVALID_INPUT, "Both forms are the same. Write out what the short one means.");
        }
        DepartmentId department = managed("abbreviation.add");
        int added = jdbc.sql("""
                        INSERT INTO knowledge.abbreviation (department_id, short_form, long_form)
                        VALUES (:department, :short, :long) ON CONFLICT DO NOTHING
                        """)
                .param("department", department.value())
                .param("short", wanted.shortForm())
                .param("long", wanted.longForm())
                .update();
        if (added == 0) {
            throw new Problem(ProblemType.CONFLICT, "Your department has this abbreviation already.");
        }
        record("abbreviation.add", department);
        return wanted;
    }

    /** @throws Problem {@code not-found} where the department has no such abbreviation; {@code forbidden} as above */
    @Transactional
    public void remove(String shortForm, String longForm) {
        DepartmentId department = managed("abbreviation.remove");
        int removed = jdbc.sql("""
                        DELETE FROM knowledge.abbreviation
                        WHERE department_id = :department AND short_form = :short AND long_form = :long
                        """)
                .param("department", department.value())
                .param("short", CleanText.line(shortForm))
                .param("long", CleanText.line(longForm))
                .update();
        if (removed == 0) {
            throw new Problem(
                    ProblemType.NOT_FOUND, "Your department has no such abbreviation. Look at the list and try again.");
        }
        record("abbreviation.remove", department);
    }

    private static String form(String raw, String which, int longest) {
        String clean = CleanText.line(raw);
        if (clean.isEmpty() || clean.length() > longest) {
            throw new Problem(
                    ProblemType.INVALID_INPUT, "Give the %s form in 1 to %d characters.".formatted(which, longest));
        }
        return clean;
    }

    private DepartmentId managed(String action) {
        var own = new DepartmentId(
                jdbc.sql("SELECT access.own_department()").query(UUID.class).single());
        if (!collections.manages(own)) {
            throw refusals.notManager(action, "department", own.value(), own);
        }
        return own;
    }

    private void record(String action, DepartmentId department) {
        events.publishEvent(KnowledgeAct.of(AuditEntry.success(action)
                .target("department", department.value())
                .targetDepartment(department.value())));
    }
}
