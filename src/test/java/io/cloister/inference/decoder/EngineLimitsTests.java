package io.cloister.inference.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.inference.scheduling.EngineSettings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long texts may become. */
class EngineLimitsTests {

    private final EngineLimits limits = new EngineLimits(
            new EngineSettings(8, 100_000, 256, 64, 16, 8_000_000, 0),
            Long.MAX_VALUE,
            Duration.ofMinutes(30),
            Map.of());

    @Test
    void oneTextMayTakeAllMemoryThatIsOnlyTakenAsFarAsTextsReach() {
        assertThat(limits.of(1_000, true).capacity()).isEqualTo(8_000);
    }

    @Test
    void rowsThatTakeTheirMemoryAtOnceShareIt() {
        assertThat(limits.of(1_000, false).capacity()).isEqualTo(1_000);
    }

    @Test
    void theLongestTextIsALimitOfItsOwn() {
        assertThat(limits.of(1, true).capacity()).isEqualTo(100_000);
    }
}
