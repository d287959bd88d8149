package io.cloister.knowledge.web;

import io.cloister.knowledge.intake.IntakeState;
import io.cloister.knowledge.intake.PendingDocument;
import java.util.Locale;

/**
 * A file on its way to becoming a document, in the list of its collection.
 *
 * @param state in small letters, as the wording is named after it
 */
record PendingRow(PendingDocument file, String state, boolean failed) {

    static PendingRow of(PendingDocument file) {
        return new PendingRow(file, file.state().name().toLowerCase(Locale.ROOT), file.state() == IntakeState.FAILED);
    }
}
