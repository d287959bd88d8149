package io.cloister.inference.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cloister.catalog.BuildProgress;
import io.cloister.catalog.WeightsType;
import io.cloister.inference.StoriesModel;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is too small, or that others fill meanwhile, on a file system of its own where this machine allows one. */
class FullDiskTests {

    @TempDir
    Path place;

    private Path disk = Path.of("");

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(place.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()))
                .isZero();
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void isToldBeforeAnythingIsWritten() throws Exception {
        Files.write(disk.resolve("others"), new byte[1_500_000]);

        assertRefused("MB left; make room or choose another disk", BuildProgress.NONE);
    }

    @Test
    void isToldWhenItRunsFullOnTheWay() throws Exception {
        var others = new BuildProgress() {
            @Override
            public void advanced(long done, long total) {
                try {
                    Files.write(disk.resolve("others"), new byte[3_000_000]);
                } catch (IOException full) {
                    // As intended: nothing is left for the build.
                }
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };

        assertRefused("check the free space", others);
    }

    private void assertRefused(String sentence, BuildProgress progress) {
        assertThatThrownBy(() -> ModelBuild.build(
                        StoriesModel.CHECKPOINT, disk.resolve("model"), BuildOptions.of(WeightsType.FP32), progress))
                .isInstanceOf(UnusableCheckpointException.class)
                .hasMessageContaining(sentence);
        assertThat(disk).isDirectoryNotContaining("glob:**/*model*");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
