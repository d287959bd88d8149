package io.cloister.catalog.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cloister.platform.DataDirectory;
import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** What the disk has no room for, and what cannot be read, is said in one sentence. */
class FullDiskTests {

    @TempDir
    Path place;

    /** On a file system of two megabytes, where this machine lets us have one. */
    @Test
    void aDiskThatRunsFullIsSaidAndNothingHalfMadeCounts() throws Exception {
        Path disk = Files.createDirectory(place.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()))
                .isZero();
        try {
            DataDirectory directory = new DataDirectory(disk);
            Staging staging = new Staging(directory, Clock.systemUTC());
            ModelUploads uploads = new ModelUploads(
                    staging,
                    // It lies about the room, as a disk does that others fill meanwhile.
                    new FreeSpace(new DataDirectory(place.resolve("elsewhere")), settings()));
            var id = uploads.create();

            Problem full = Assertions.catchThrowableOfType(
                    Problem.class,
                    () -> uploads.receive(id, "model.onnx", null, -1, new ByteArrayInputStream(new byte[4 << 20])));

            assertThat(full.type()).isEqualTo(ProblemType.STORAGE_FULL);
            assertThat(full.sentence())
                    .isEqualTo("The disk of the data directory is full; free some space there and start again.");
            assertThat(uploads.files(id)).noneMatch(ModelUploads.UploadedFile::complete);
        } finally {
            run("umount", disk.toString());
        }
    }

    @Test
    void aModelThatCannotFitIsRefusedBeforeItIsCopied() {
        FreeSpace space = new FreeSpace(new DataDirectory(place), settings());

        Problem refused = Assertions.catchThrowableOfType(Problem.class, () -> space.require(Long.MAX_VALUE / 2));

        assertThat(refused.type()).isEqualTo(ProblemType.STORAGE_FULL);
        assertThat(refused.sentence()).contains("The model takes").contains("free some space");
    }

    @Test
    void whatMayNotBeReadIsNamed() {
        assertThat(StepFailure.of(new AccessDeniedException("/srv/model.onnx")).sentence())
                .contains("'/srv/model.onnx' cannot be read")
                .contains("the right to read it");
        assertThat(StepFailure.of(new UncheckedIOException(new NoSuchFileException("/srv/config.json")))
                        .sentence())
                .contains("'/srv/config.json' is no longer there");
    }

    private static IntakeSettings settings() {
        return new IntakeSettings(DataSize.ofGigabytes(1), DataSize.ofBytes(0));
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
