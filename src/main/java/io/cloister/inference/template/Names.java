package io.cloister.inference.template;

/** What may be a name. */
final class Names {

    private Names() {}

    static boolean isNamePart(int point) {
        return point == '_' || (Character.isUnicodeIdentifierPart(point) && !Character.isIdentifierIgnorable(point));
    }

    static boolean isIdentifier(String name) {
        return !name.isEmpty()
                && (name.charAt(0) == '_' || Character.isUnicodeIdentifierStart(name.codePointAt(0)))
                && name.codePoints().allMatch(Names::isNamePart);
    }
}
