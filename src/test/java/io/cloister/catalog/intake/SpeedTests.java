package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The time that is left, in seconds. */
class SpeedTests {

    private static final Instant START = Instant.EPOCH;

    @Test
    void isTheRestOverTheRate() {
        Speed speed = new Speed(START);

        assertThat(speed.left(1000, 10_000, START.plusSeconds(1))).isEqualTo(9);
        assertThat(speed.left(2000, 10_000, START.plusSeconds(2))).isEqualTo(8);
    }

    @Test
    void followsAChangeOfRateWithinHalfAMinute() {
        Speed speed = new Speed(START);
        long done = 0;
        for (int second = 1; second <= 60; second++) {
            done += 1000;
            speed.left(done, 1_000_000, START.plusSeconds(second));
        }
        Long left = null;
        for (int second = 61; second <= 90; second++) {
            done += 100;
            left = speed.left(done, 1_000_000, START.plusSeconds(second));
        }

        assertThat(left).isBetween(5_500L, 9_370L);
    }

    @Test
    void isUnknownBeforeAnythingMovesAndWithoutATotal() {
        Speed speed = new Speed(START);

        assertThat(speed.left(0, 1000, START.plusSeconds(5))).isNull();
        assertThat(speed.left(500, 0, START.plusSeconds(6))).isNull();
    }

    @Test
    void isNothingAtTheEnd() {
        assertThat(new Speed(START).left(1000, 1000, START.plusSeconds(1))).isZero();
    }
}
