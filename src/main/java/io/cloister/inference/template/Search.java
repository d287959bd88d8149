package io.cloister.inference.template;

/** Finds a text within another. Positions are UTF-16 units. */
final class Search {

    private Search() {}

    /** Where the part starts first, or -1. */
    static int first(Meter meter, Text text, Text part) throws TemplateException {
        meter.looksAt(text.length(), part.length());
        return text.chars().indexOf(part.chars());
    }

    /** Where the part starts last, or -1. */
    static int last(Meter meter, Text text, Text part) throws TemplateException {
        meter.looksAt(text.length(), part.length());
        return text.chars().lastIndexOf(part.chars());
    }
}
