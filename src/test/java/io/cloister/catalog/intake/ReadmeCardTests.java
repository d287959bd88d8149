package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.catalog.Openness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What makers' cards say about licence and openness. */
class ReadmeCardTests {

    @TempDir
    Path folder;

    @Test
    void saysTheLicence() throws IOException {
        assertThat(card("---\nlicense: apache-2.0\nlanguage: [en]\n---\n# Model"))
                .isEqualTo(new ReadmeCard("apache-2.0", Openness.OPEN_WEIGHTS));
    }

    @Test
    void saysTheNameOfALicenceOfItsOwn() throws IOException {
        assertThat(card("\uFEFF---\r\nlicense: other\r\nlicense_name: gemma\r\n---\r\n")
                        .licence())
                .isEqualTo("gemma");
    }

    @Test
    void saysHowOpenItIsWhereItSaysSo() throws IOException {
        assertThat(card("---\nlicense: mit\nopenness: fully-open\n---\n").openness())
                .isEqualTo(Openness.FULLY_OPEN);
    }

    @Test
    void saysNothingWithoutFrontMatter() throws IOException {
        assertThat(card("# Model\n\n---\nlicense: mit\n---\n")).isEqualTo(new ReadmeCard("", Openness.UNKNOWN));
    }

    @Test
    void runsNothingAndUnfoldsNothing() throws IOException {
        assertThat(card("---\nlicense: !!javax.script.ScriptEngineManager []\n---\n"))
                .isEqualTo(new ReadmeCard("", Openness.UNKNOWN));
        String laughs = "a: &a [x,x,x,x,x,x,x,x,x]\n";
        for (char c = 'b'; c < 'j'; c++) {
            laughs += "%c: &%c [*%2$c,*%2$c,*%2$c,*%2$c,*%2$c,*%2$c,*%2$c,*%2$c,*%2$c]\n"
                    .replace("*%2$c", "*" + (char) (c - 1))
                    .formatted(c, c);
        }
        assertThat(card("---\n" + laughs + "license: mit\n---\n").openness()).isNotNull();
    }

    @Test
    void saysNothingWhereThereIsNone() throws IOException {
        assertThat(ReadmeCard.of(folder)).isEqualTo(new ReadmeCard("", Openness.UNKNOWN));
    }

    private ReadmeCard card(String text) throws IOException {
        Files.writeString(folder.resolve("README.md"), text);
        return ReadmeCard.of(folder);
    }
}
