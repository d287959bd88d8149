package io.cloister.inference.grammar;

import java.util.Map;

/** The formats of strings that can be followed, as regular expressions of the whole string. */
final class StringFormats {

    private static final String LEAP = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29";
    private static final String DATE =
            "[0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))|"
                    + LEAP;
    private static final String TIME =
            "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])";
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?";
    private static final String HOST = LABEL + "(\\." + LABEL + "){0,5}";

    /** RFC 3339 for times (no leap seconds), RFC 9562, RFC 5321 without quoted names, RFC 1123, RFC 2673. */
    private static final Map<String, String> PATTERNS = Map.of(
            "date",
            DATE,
            "time",
            TIME,
            "date-time",
            "(" + DATE + ")T" + TIME,
            "duration",
            "P([0-9]{1,4}W|([0-9]{1,4}Y([0-9]{1,2}M([0-9]{1,3}D)?)?|[0-9]{1,2}M([0-9]{1,3}D)?|[0-9]{1,3}D)(T([0-9]{1,3}H([0-9]{1,3}M([0-9]{1,3}S)?)?|[0-9]{1,3}M([0-9]{1,3}S)?|[0-9]{1,3}S))?|T([0-9]{1,3}H([0-9]{1,3}M([0-9]{1,3}S)?)?|[0-9]{1,3}M([0-9]{1,3}S)?|[0-9]{1,3}S))",
            "uuid",
            "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
            "email",
            "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}){0,2}@" + LABEL + "(\\."
                    + LABEL + "){0,3}\\.[A-Za-z]{2,10}",
            "ipv4",
            OCTET + "(\\." + OCTET + "){3}",
            "hostname",
            HOST);

    private StringFormats() {}

    static Expression of(Schema schema) {
        String pattern = PATTERNS.get(schema.get("format").asString());
        if (pattern == null) {
            throw schema.refuse("format", "names none of the formats that can be followed");
        }
        return Regex.search("^(" + pattern + ")$", JsonText::encode, schema);
    }
}
