package io.cloister.access.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyTextTests {

    @Test
    void isNeverTheSameAndAlwaysWhole() {
        String one = KeyText.random();

        assertThat(KeyText.random()).isNotEqualTo(one);
        assertThat(one).hasSize(52).startsWith("cl_");
        assertThat(KeyText.isWhole(one)).isTrue();
    }

    @Test
    void anySlipOfAPenIsNoticed() {
        String key = KeyText.random();

        for (int place = 0; place < key.length(); place++) {
            char other = key.charAt(place) == 'x' ? 'y' : 'x';
            assertThat(KeyText.isWhole(key.substring(0, place) + other + key.substring(place + 1)))
                    .as("at %d", place)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "cl_", "sk-abc", "cl_\u0000", "CL_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoKeyIsNone(String text) {
        assertThat(KeyText.isWhole(text)).isFalse();
    }
}
