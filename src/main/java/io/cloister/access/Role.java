package io.cloister.access;

/** What somebody may do in the house. Roles do not include one another. */
public enum Role {
    /** Asks questions and reads what their department was granted. */
    EMPLOYEE,
    /** Also looks after their own department's collections. */
    DEPARTMENT_MANAGER,
    /** Manages people, models and grants; never reads conversations or documents. */
    ADMIN,
    /** Reads and verifies the audit trail; changes nothing. */
    COMPLIANCE_OFFICER
}
