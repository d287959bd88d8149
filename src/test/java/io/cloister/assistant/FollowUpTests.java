package io.cloister.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowUpTests {

    private static final String DOSE = "What is the dose of enoxaparin for adults?";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "And for children?",
                "What about renal impairment?",
                "Why?",
                "How long is it given?",
                "Who checks that?",
                "For pregnant women?",
                "When?",
                "Und bei Kindern?",
                "Was ist mit Kindern?"
            })
    void aQuestionThatLeansOnTheOneBeforeIsLookedForTogetherWithIt(String question) {
        assertThat(FollowUp.inFull(question, List.of(DOSE))).isEqualTo(DOSE + " " + question);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How many days before surgery is warfarin stopped?",
                "Who signs a purchase of 20,000 euros?",
                "What is the target blood pressure after a stroke?",
                "In which cases must the department head be told about a data breach that concerns more than one ward?",
                "Wie lange werden Rechnungen aufbewahrt?"
            })
    void aQuestionThatStandsByItselfIsNeverChanged(String question) {
        assertThat(FollowUp.inFull(question, List.of(DOSE, "And for children?")))
                .isEqualTo(question);
    }

    @Test
    void continuationsOfContinuationsReachBackToTheQuestionTheyAllContinue() {
        assertThat(FollowUp.inFull("Why?", List.of("Who opens the gate?", DOSE, "And for children?")))
                .isEqualTo(DOSE + " And for children? Why?");
    }

    @Test
    void nothingBeforeItChangesNothing() {
        assertThat(FollowUp.inFull("Why?", List.of())).isEqualTo("Why?");
    }
}
