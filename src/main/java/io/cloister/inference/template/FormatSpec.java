package io.cloister.inference.template;

/**
 * How one value is laid out by {@code %} or {@code format}.
 *
 * @param fill what fills the width up, one character, marked with the origin of the format
 * @param align one of {@code < > ^ =}, or 0 for what is usual for the value
 * @param sign {@code +} or blank for what stands before positive numbers, or {@code -} for nothing
 * @param alternate prefixes of bases, and trailing zeros kept
 * @param grouping what stands between thousands, or 0
 * @param precision -1 where none is given
 * @param type the letter, or 0
 */
record FormatSpec(
        Text fill, char align, char sign, boolean alternate, int width, char grouping, int precision, char type) {

    Text apply(Meter meter, Value value) throws TemplateException {
        return switch (value) {
            case Text text when type == 's' || type == 0 -> padded(meter, cut(meter, text), '<');
            case Numeric number -> padded(meter, NumberLayout.of(meter, this, number));
            default -> throw meter.fail("the format does not suit a value of type " + value.type());
        };
    }

    private Text cut(Meter meter, Text text) throws TemplateException {
        return precision < 0 || text.length() <= precision
                ? text
                : Slices.text(meter, text, new Positions(0, 1, Math.min(precision, text.size())));
    }

    Text padded(Meter meter, Text text, char usual) throws TemplateException {
        int missing = Math.max(0, width - text.size());
        int before = switch (align == 0 ? usual : align) {
            case '<' -> 0;
            case '^' -> missing / 2;
            default -> missing;
        };
        return PadMethods.pad(meter, text, fill, before, missing - before);
    }

    private Text padded(Meter meter, NumberLayout number) throws TemplateException {
        boolean own = number.fromTemplate() && fill.fromTemplate();
        Text digits = Text.of(number.digits(), own);
        Text sign = Text.of(number.sign(), own);
        if (align == '=') {
            int missing = Math.max(0, width - sign.length() - digits.length());
            return new TextBuilder(meter)
                    .append(sign)
                    .repeat(fill, missing)
                    .append(digits)
                    .build();
        }
        return padded(meter, new TextBuilder(meter).append(sign).append(digits).build(), '>');
    }
}
