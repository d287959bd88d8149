package io.cloister.inference.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates as the C library writes them. */
class StrftimeTests {

    private static final LocalDateTime TIME = LocalDateTime.of(2024, 9, 6, 15, 4, 5, 678_000_000);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "%d %b %Y;06 Sep 2024",
                "%B %d, %Y;September 06, 2024",
                "%A, %a;Friday, Fri",
                "%Y-%m-%d %H:%M:%S.%f;2024-09-06 15:04:05.678000",
                "%I:%M %p;03:04 PM",
                "%-d %-m %-I %-H;6 9 3 15",
                "%e|%k|%l|%j|%y; 6|15| 3|250|24",
                "%F %T %R %D;2024-09-06 15:04:05 15:04 09/06/24",
                "%c;Fri Sep  6 15:04:05 2024",
                "%x %X %r %h;09/06/24 15:04:05 03:04:05 PM Sep",
                "[%Z%z];[]",
                "100%%;100%",
                "%Q %;%Q %",
                "%Y年%m月%d日;2024年09月06日"
            })
    void areWrittenAsTheFormatAsks(String format, String expected) {
        assertThat(Strftime.format(format, TIME)).isEqualTo(expected);
    }
}
