package io.cloister.knowledge.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageGuessTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de | Die Besuchszeiten der Station enden um neunzehn Uhr, danach wird das Haus verschlossen.
            fr | Les heures de visite se terminent à dix-neuf heures, ensuite la maison est fermée.
            zh | 本院探视时间至晚上七点结束。请家属按时离开病房，谢谢合作。请在护士站登记后再进入病房探望病人。
            en | Patients are seen in the clinic within 7 days of discharge, and the letter is sent on the same day.
            en | Warfarin 5 mg tablets INR target 2.5 (range 2-3)
            en | 12 and 13
            """)
    void tellsTheLanguageAndTakesEnglishWhereNothingIsClear(String language, String text) {
        var document =
                new ParsedDocument(FileKind.TEXT, null, null, List.of(Block.of(Block.Kind.PARAGRAPH, text, null)));

        assertThat(LanguageGuess.of(document)).isEqualTo(language);
    }
}
