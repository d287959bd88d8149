package io.cloister.knowledge.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.knowledge.ingestion.ParsedDocument;
import io.cloister.knowledge.ingestion.ParsingLimits;
import io.cloister.knowledge.ingestion.RefusedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each hostile file costs itself at most: within 30 s, 512 MB and 100 MB of disk, and the next one is read. */
class HostileUploadTests {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final IsolatedReader READER =
            new IsolatedReader(new ReaderLimits(DEADLINE, 1, 256, new ParsingLimits(10_000_000, 5_000)));

    @AfterAll
    static void stop() {
        READER.close();
    }

    @TestFactory
    Stream<DynamicTest> eachIsReadOrRefusedAndHarmsNothing() {
        Map<String, Supplier<byte[]>> files = HostileFiles.byName();
        assertThat(files).hasSizeGreaterThanOrEqualTo(40);
        return files.entrySet().stream()
                .map(file -> DynamicTest.dynamicTest(
                        file.getKey().isEmpty() ? "no name" : file.getKey().replaceAll("\\p{C}", "?"),
                        () -> readsOrRefuses(file.getKey(), file.getValue().get())));
    }

    private static void readsOrRefuses(String name, byte[] content) throws IOException {
        try {
            ParsedDocument read = READER.parse(content, name);
            assertThat(read.blocks())
                    .noneSatisfy(block -> assertThat(block.text()).contains("root:x:0:0"));
        } catch (RefusedFile refused) {
            assertThat(refused.sentence()).contains(".");
        }
        for (ReaderProcess process : READER.processes()) {
            assertThat(peakMegabytes(process.pid())).isLessThanOrEqualTo(512);
            assertThat(openSockets(process.pid())).isEmpty();
            assertThat(bytesIn(process.folder())).isLessThanOrEqualTo(100L << 20);
        }
        assertThat(Path.of(HostileFiles.EVIL)).doesNotExist();
        assertThat(READER.parse("Harmless words.".getBytes(StandardCharsets.UTF_8), "next.txt")
                        .blocks())
                .extracting("text")
                .containsExactly("Harmless words.");
    }

    @Test
    void aFileThatTakesTooLongIsGivenUpAndItsReaderEnded() {
        try (IsolatedReader hasty =
                new IsolatedReader(new ReaderLimits(Duration.ofMillis(1), 1, 256, new ParsingLimits(1_000, 10)))) {
            assertThatExceptionOfType(RefusedFile.class)
                    .isThrownBy(() -> hasty.parse("words".getBytes(StandardCharsets.UTF_8), "a.txt"))
                    .satisfies(refused -> assertThat(refused.reason()).isEqualTo("too-complex"));
            assertThat(hasty.processes()).noneMatch(ReaderProcess::isAlive);
        }
    }

    @Test
    void aReaderThatWasKilledLosesOneFileAndIsReplaced() {
        byte[] words = "Some words.".getBytes(StandardCharsets.UTF_8);
        READER.parse(words, "a.txt");
        READER.processes()
                .forEach(process -> ProcessHandle.of(process.pid()).ifPresent(handle -> {
                    handle.destroyForcibly();
                    handle.onExit().join();
                }));

        assertThat(READER.parse(words, "b.txt").blocks()).hasSize(1);
    }

    @Test
    void theReaderKnowsNothingOfItsSurroundings() throws IOException {
        READER.parse("Some words.".getBytes(StandardCharsets.UTF_8), "a.txt");

        for (ReaderProcess process : READER.processes()) {
            String environment = Files.readString(Path.of("/proc", Long.toString(process.pid()), "environ"));
            assertThat(List.of(environment.split("\0", 0)))
                    .containsExactlyInAnyOrder("PATH=/usr/bin:/bin", "LANG=C.UTF-8");
        }
    }

    private static long peakMegabytes(long pid) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException ended) {
            return 0;
        }
    }

    private static List<String> openSockets(long pid) throws IOException {
        Path descriptors = Path.of("/proc", Long.toString(pid), "fd");
        if (!Files.exists(descriptors)) {
            return List.of();
        }
        try (Stream<Path> open = Files.list(descriptors)) {
            return open.map(HostileUploadTests::target)
                    .filter(target -> target.startsWith("socket:"))
                    .toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static long bytesIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
