package io.cloister.audit.canonical;

/** The kind of an act in one letter, as FHIR's AuditEvent has it: create, read, update, delete, execute. */
final class CrudeAction {

    private CrudeAction() {}

    /** Told by the last word of a dotted action. */
    static String of(String action) {
        return switch (action.substring(action.lastIndexOf('.') + 1)) {
            case "create", "upload", "import", "add" -> "C";
            case "read", "view", "list", "search", "download", "export", "verify" -> "R";
            case "update", "change", "activate", "deactivate", "grant", "enable", "disable", "rename" -> "U";
            case "delete", "remove", "revoke", "purge" -> "D";
            default -> "E";
        };
    }
}
