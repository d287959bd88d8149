package io.cloister.knowledge.ingestion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import opennlp.tools.langdetect.Language;
import opennlp.tools.langdetect.LanguageDetectorME;
import opennlp.tools.langdetect.LanguageDetectorModel;

/** Tells what language most of a document is in, by Apache OpenNLP's model of 103 languages. Safe for many threads. */
public final class LanguageGuess {

    /** Where no language is likely: too short, or of tables only. */
    private static final String DEFAULT = "en";

    /** How much likelier the first language must be than the second: single figures depend on the length of the text. */
    private static final double CLEARLY = 1.4;

    /** Characters that are looked at. */
    private static final int ENOUGH = 3_000;

    private static final int TOO_FEW = 40;

    private static final Map<String, String> TWO_LETTERS = Arrays.stream(Locale.getISOLanguages())
            .collect(Collectors.toUnmodifiableMap(
                    code -> Locale.of(code).getISO3Language(), Function.identity(), (first, second) -> first));

    private LanguageGuess() {}

    /** @return the two letters of ISO 639, or three where there are none */
    public static String of(ParsedDocument document) {
        StringBuilder beginning = new StringBuilder();
        for (Block block : document.blocks()) {
            beginning.append(block.text()).append('\n');
            if (beginning.length() > ENOUGH) {
                break;
            }
        }
        if (beginning.length() < TOO_FEW) {
            return DEFAULT;
        }
        Language[] likely = new LanguageDetectorME(Model.LOADED).predictLanguages(beginning);
        if (likely[0].getConfidence() < CLEARLY * likely[1].getConfidence()) {
            return DEFAULT;
        }
        // Variants of Chinese have codes of their own.
        String code = likely[0].getLang().equals("cmn") ? "zho" : likely[0].getLang();
        return TWO_LETTERS.getOrDefault(code, code);
    }

    /** Read when first needed. */
    private static final class Model {

        private static final LanguageDetectorModel LOADED = load();

        private static LanguageDetectorModel load() {
            try (InputStream stream =
                    Objects.requireNonNull(LanguageGuess.class.getResourceAsStream("/langdetect-183.bin"))) {
                return new LanguageDetectorModel(stream);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
