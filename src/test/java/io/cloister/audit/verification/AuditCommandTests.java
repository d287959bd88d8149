package io.cloister.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.Problem;
import java.nio.file.Path;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class AuditCommandTests {

    @TempDir
    Path directory;

    @Test
    void isACommandOfTheLauncher() {
        assertThat(ServiceLoader.load(ConsoleCommand.class)).hasAtLeastOneElementOfType(AuditCommand.class);
    }

    @Test
    void refusesToBeCalledWithoutSayingWhatToDo() {
        assertThat(failureOf()).isInstanceOf(ParameterException.class).hasMessageContaining("audit verify");
    }

    @Test
    void saysWhatToDoWhereThereIsNoInstallation() {
        assertThat(failureOf("verify", "--data", directory.toString()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("--data");
    }

    private static @Nullable Exception failureOf(String... arguments) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        new CommandLine(new AuditCommand())
                .setParameterExceptionHandler((e, _) -> {
                    failure.set(e);
                    return 2;
                })
                .setExecutionExceptionHandler((e, _, _) -> {
                    failure.set(e);
                    return 1;
                })
                .execute(arguments);
        return failure.get();
    }
}
