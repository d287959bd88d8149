package io.cloister.inference.template;

import org.jspecify.annotations.Nullable;

/** Reads {@code [[fill]align][sign][#][0][width][,][.precision][type]}. */
final class FormatSpecParser {

    private final Meter meter;
    private final String source;
    private final boolean fromTemplate;
    private int at;

    private FormatSpecParser(Meter meter, Text source) {
        this.meter = meter;
        this.source = source.chars();
        this.fromTemplate = source.fromTemplate();
    }

    static FormatSpec parse(Meter meter, Text source) throws TemplateException {
        var parser = new FormatSpecParser(meter, source);
        FormatSpec spec = parser.spec();
        if (parser.at < source.length()) {
            throw meter.fail("invalid format '" + source.chars() + "'");
        }
        return spec;
    }

    private FormatSpec spec() throws TemplateException {
        String fill = null;
        if (!source.isEmpty()) {
            int first = Character.charCount(source.codePointAt(0));
            if (first < source.length() && "<>=^".indexOf(source.charAt(first)) >= 0) {
                fill = source.substring(0, first);
                at = first;
            }
        }
        char align = oneOf("<>=^");
        char sign = oneOf("+- ");
        boolean alternate = oneOf("#") != 0;
        if (oneOf("0") != 0) {
            align = align == 0 ? '=' : align;
            fill = fill == null ? "0" : fill;
        }
        int width = Math.max(0, number());
        char grouping = oneOf(",_");
        int precision = oneOf(".") == 0 ? -1 : number();
        char type = oneOf("bcdeEfFgGnosxX%");
        return new FormatSpec(
                fillText(fill), align, sign == 0 ? '-' : sign, alternate, width, grouping, precision, type);
    }

    private Text fillText(@Nullable String fill) {
        return Text.of(fill == null ? " " : fill, fromTemplate || source.isEmpty());
    }

    private char oneOf(String characters) {
        if (at < source.length() && characters.indexOf(source.charAt(at)) >= 0) {
            return source.charAt(at++);
        }
        return 0;
    }

    private int number() throws TemplateException {
        long number = -1;
        for (char digit = oneOf("0123456789"); digit != 0; digit = oneOf("0123456789")) {
            number = Math.max(0, number) * 10 + (digit - '0');
            meter.characters(0, number);
        }
        return (int) number;
    }
}
