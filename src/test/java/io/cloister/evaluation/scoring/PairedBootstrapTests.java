package io.cloister.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairedBootstrapTests {

    @Test
    void isSureOfADifferenceThatEveryQuestionShows() {
        var certain = PairedBootstrap.of(List.of(0.75, 0.5, 1.0), List.of(0.5, 0.25, 0.75));

        assertThat(certain).isEqualTo(new PairedBootstrap(0.25, 0.25, 0.25, 0));
    }

    @Test
    void findsEqualSystemsNotBetter() {
        var equal = PairedBootstrap.of(List.of(0.3, 0.6), List.of(0.3, 0.6));

        assertThat(equal).isEqualTo(new PairedBootstrap(0, 0, 0, 1));
    }

    @Test
    void drawsQuestionsWithReplacement() {
        // Of two questions with differences 1 and -1, draws are 1, 0, 0 and -1 with equal chance: three of four not
        // better.
        var torn = PairedBootstrap.of(List.of(1.0, 0.0), List.of(0.0, 1.0));

        assertThat(torn.difference()).isZero();
        assertThat(torn.low()).isEqualTo(-1);
        assertThat(torn.high()).isEqualTo(1);
        assertThat(torn.notBetter()).isCloseTo(0.75, within(0.02));
    }

    @Test
    void wantsTheSameQuestionsForBoth() {
        assertThatIllegalArgumentException().isThrownBy(() -> PairedBootstrap.of(List.of(1.0), List.of(1.0, 0.0)));
        assertThatIllegalArgumentException().isThrownBy(() -> PairedBootstrap.of(List.of(), List.of()));
    }
}
