package io.cloister.catalog.intake;

import io.cloister.catalog.Openness;
import io.cloister.catalog.WeightsType;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to be brought in.
 *
 * @param source a path on the server, {@code hub:owner/name[@revision]} or {@code upload:<id>}
 * @param name short, lower case, unique
 * @param title for people
 * @param licence null to take it from the model's card
 * @param openness null to take it from the model's card
 * @param weights of the model that is built of a checkpoint; null for {@link #DEFAULT_WEIGHTS}. Of no meaning for a
 *     ready-made folder or an adapter, which are taken as they are: a form that always names one must not fail for that
 * @param base name of the model that an adapter runs on; null to go by what the adapter says
 */
public record ImportOrder(
        String source,
        String name,
        String title,
        @Nullable String licence,
        @Nullable Openness openness,
        @Nullable WeightsType weights,
        @Nullable String base) {

    public static final WeightsType DEFAULT_WEIGHTS = WeightsType.INT4;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,99}");
    private static final int LONGEST = 1000;

    /**
     * Reads an order as it was typed; what is blank was not said.
     *
     * @throws Problem {@code invalid-input}
     */
    public static ImportOrder of(
            String source,
            String name,
            @Nullable String title,
            @Nullable String licence,
            @Nullable String openness,
            @Nullable String weights) {
        String stripped = name.strip();
        if (!NAME.matcher(stripped).matches()) {
            throw invalid(
                    "A model's name has small letters, digits, dots, hyphens and underscores, and starts with a letter"
                            + " or digit.");
        }
        if (source.isBlank() || source.length() > LONGEST) {
            throw invalid("Say where the model comes from: a path on the server, hub:owner/name or an upload.");
        }
        String shown = said(title);
        return new ImportOrder(
                source.strip(),
                stripped,
                shown == null ? stripped : shown,
                said(licence),
                constant("openness", openness, Openness.values(), Openness::code),
                constant("weights", weights, WeightsType.values(), WeightsType::code),
                null);
    }

    /**
     * The same for an adapter.
     *
     * @param name of its base as it was typed
     */
    public ImportOrder on(@Nullable String name) {
        return new ImportOrder(source, this.name, title, licence, openness, weights, said(name));
    }

    /** The weights to build with. */
    WeightsType weightsToBuild() {
        return weights == null ? DEFAULT_WEIGHTS : weights;
    }

    private static @Nullable String said(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > LONGEST) {
            throw invalid("A title, licence or base has at most %d characters.".formatted(LONGEST));
        }
        return text.strip();
    }

    private static <T> @Nullable T constant(String what, @Nullable String text, T[] values, Function<T, String> code) {
        String word = said(text);
        if (word == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(value -> code.apply(value).equals(word))
                .findFirst()
                .orElseThrow(() -> invalid("The %s '%s' is not known; choose one of %s."
                        .formatted(what, word, Arrays.stream(values).map(code).collect(Collectors.joining(", ")))));
    }

    private static Problem invalid(String sentence) {
        return new Problem(ProblemType.INVALID_INPUT, sentence);
    }
}
