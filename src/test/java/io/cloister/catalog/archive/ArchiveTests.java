package io.cloister.catalog.archive;

import static io.cloister.catalog.archive.TestArchives.bytes;
import static io.cloister.catalog.archive.TestArchives.put;
import static io.cloister.catalog.archive.TestArchives.tar;
import static io.cloister.catalog.archive.TestArchives.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.catalog.BuildProgress;
import io.cloister.platform.Problem;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipMethod;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of archives, and of those made to do harm. */
class ArchiveTests {

    private static final byte[] TEXT = bytes("{}");

    @TempDir
    Path place;

    private Path target = Path.of("");

    @BeforeEach
    void makeRoom() throws IOException {
        target = Files.createDirectory(place.resolve("target"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.zip", "model.tar", "model.tar.gz", "model.TGZ"})
    void filesInOneFolderAreTaken(String name) throws IOException {
        Path archive = name.endsWith("zip")
                ? zip(place.resolve(name), zip -> {
                    put(zip, "stories/config.json", TEXT);
                    put(zip, "stories/.gitattributes", TEXT);
                    put(zip, "__MACOSX/stories/._config.json", TEXT);
                })
                : tar(place.resolve(name.replace("TGZ", "tgz")), tar -> {
                    put(tar, "./stories/config.json", TEXT);
                    put(tar, "./stories/.gitattributes", TEXT);
                    put(tar, "./stories/onnx/deeper.json", TEXT);
                });

        assertThat(names(unpack(archive))).containsExactly("config.json");
    }

    @Test
    void filesAtTheTopAreTakenWithoutTheFoldersBesideThem() throws IOException {
        Path archive = zip(place.resolve("flat.zip"), zip -> {
            put(zip, "config.json", TEXT);
            put(zip, "extras/notes.txt", TEXT);
        });

        assertThat(names(unpack(archive))).containsExactly("config.json");
    }

    @Test
    void severalFoldersAreRefused() throws IOException {
        Path archive = zip(place.resolve("two.zip"), zip -> {
            put(zip, "a/config.json", TEXT);
            put(zip, "b/config.json", TEXT);
        });

        assertThat(refusal(archive)).contains("several folders");
    }

    @Test
    void anEmptyOneIsRefused() throws IOException {
        assertThat(refusal(zip(place.resolve("empty.zip"), _ -> {}))).contains("holds no files");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../out.json", "model/../../out.json", "/etc/out.json", "C:\\out.json", "a\\..\\out.json"})
    void aNameThatLeadsElsewhereIsRefused(String name) throws IOException {
        Path zipped = zip(place.resolve("bad.zip"), zip -> put(zip, name, TEXT));
        Path tarred = tar(place.resolve("bad.tar.gz"), tar -> put(tar, name, TEXT));

        // Java's and the library's zip turn backslashes into slashes before anybody sees them.
        assertThat(refusal(zipped)).containsAnyOf("leads out of its folder", "cannot stand in a model folder");
        assertThat(refusal(tarred)).contains("leads out of its folder");
        assertThat(names(place)).containsExactlyInAnyOrder("bad.tar.gz", "bad.zip", "target");
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_SYMLINK, TarConstants.LF_LINK, TarConstants.LF_FIFO, TarConstants.LF_CHR})
    void aLinkOrDeviceInATarIsRefused(byte type) throws IOException {
        Path archive = tar(place.resolve("special.tar"), tar -> put(tar, "model/config.json", type, "/etc/passwd"));

        assertThat(refusal(archive)).contains("'model/config.json' is a link or a device");
    }

    @Test
    void aLinkInAZipIsRefused() throws IOException {
        Path archive =
                zip(place.resolve("link.zip"), zip -> put(zip, "model/config.json", bytes("/etc/passwd"), 0120777));

        assertThat(refusal(archive)).contains("'model/config.json' is a link or a device");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bomb.zip", "bomb.tar.gz"})
    void whatGrowsBeyondReasonIsRefusedEarly(String name) throws IOException {
        byte[] zeros = new byte[1 << 20];
        Path archive = name.endsWith("zip")
                ? zip(place.resolve(name), zip -> {
                    for (int i = 0; i < 64; i++) {
                        put(zip, "model/part-" + i, zeros);
                    }
                })
                : tar(place.resolve(name), tar -> {
                    for (int i = 0; i < 64; i++) {
                        put(tar, "model/part-" + i, zeros);
                    }
                });

        assertThat(refusal(archive)).contains("unpacks to more than");
        assertThat(size(target)).isLessThan(40L << 20);
    }

    @Test
    void nothingGrowsBeyondTheLimitWhateverTheArchivesSize() throws IOException {
        Path archive = tar(place.resolve("large.tar"), tar -> put(tar, "model/a.bin", new byte[3000]));

        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> Archive.unpack(archive, target, UnpackLimits.of(2000, 1 << 30), BuildProgress.NONE))
                .withMessageContaining("cloister.catalog.max-model-size");
    }

    @Test
    void aFileThatIsLeftOutCountsAllTheSame() throws IOException {
        Path archive = tar(place.resolve("deep.tar.gz"), tar -> {
            for (int i = 0; i < 64; i++) {
                put(tar, "a/b/c/deep-" + i, new byte[1 << 20]);
            }
        });

        assertThat(refusal(archive)).contains("unpacks to more than");
    }

    @Test
    void tooManyEntriesAreRefused() throws IOException {
        Path archive = tar(place.resolve("many.tar"), tar -> {
            for (int i = 0; i <= 10_000; i++) {
                put(tar, "a/b/c/" + i, new byte[0]);
            }
        });

        assertThat(refusal(archive)).contains("more than 10,000 entries");
    }

    @Test
    void aFileThatIsThereTwiceIsRefused() throws IOException {
        Path archive = tar(place.resolve("twice.tar"), tar -> {
            put(tar, "model/config.json", TEXT);
            put(tar, "model/config.json", bytes("[]"));
        });

        assertThat(refusal(archive)).contains("'config.json' twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cut.zip", "cut.tar.gz", "cut.tar"})
    void aDamagedOneIsRefused(String name) throws IOException {
        byte[] noise = new java.util.Random(1)
                .ints(100_000)
                .collect(java.io.ByteArrayOutputStream::new, (out, one) -> out.write(one), (_, _) -> {})
                .toByteArray();
        Path archive = name.endsWith("zip")
                ? zip(place.resolve(name), zip -> put(zip, "model/a.bin", noise))
                : tar(place.resolve(name), tar -> put(tar, "model/a.bin", noise));
        try (FileChannel channel = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }

        assertThat(refusal(archive)).contains("seems damaged");
    }

    @Test
    void anotherFormatUnderTheNameIsRefused() throws IOException {
        Path archive = Files.writeString(place.resolve("text.tar.gz"), "this is no archive at all");

        assertThat(refusal(archive)).contains("seems damaged");
    }

    @Test
    void aWayOfPackingThatIsNotUnderstoodIsRefused() throws IOException {
        Path archive = zip(place.resolve("odd.zip"), zip -> {
            ZipArchiveEntry entry = new ZipArchiveEntry("model/config.json");
            entry.setMethod(ZipMethod.LZMA.getCode());
            entry.setSize(2);
            entry.setCompressedSize(2);
            entry.setCrc(0);
            zip.addRawArchiveEntry(entry, new java.io.ByteArrayInputStream(TEXT));
        });

        assertThat(refusal(archive)).contains("'model/config.json' is encrypted, or packed in a way");
    }

    @Test
    void endsWhereItIsCancelled() throws IOException {
        Path archive = tar(place.resolve("model.tar"), tar -> put(tar, "model/config.json", TEXT));
        BuildProgress cancelled = new BuildProgress() {
            @Override
            public void advanced(long done, long total) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> Archive.unpack(archive, target, UnpackLimits.of(1 << 20, 1 << 20), cancelled));
    }

    private Path unpack(Path archive) throws IOException {
        return Archive.unpack(archive, target, UnpackLimits.of(1L << 30, Files.size(archive)), BuildProgress.NONE);
    }

    private String refusal(Path archive) throws IOException {
        try (Stream<Path> left = Files.list(target)) {
            left.forEach(one -> org.springframework.util.FileSystemUtils.deleteRecursively(one.toFile()));
        }
        return org.assertj.core.api.Assertions.catchThrowableOfType(Problem.class, () -> unpack(archive))
                .sentence();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
