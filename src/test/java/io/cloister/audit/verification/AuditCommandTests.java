package io.cloister.audit.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.platform.ConsoleCommand;
import io.cloister.platform.Problem;
import java.nio.file.Path;
import java.util.ServiceLoader;
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
        assertThatThrownBy(() -> line().execute())
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("audit verify");
    }

    @Test
    void saysWhatToDoWhereThereIsNoInstallation() {
        assertThatThrownBy(() -> line().execute("verify", "--data", directory.toString()))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("--data");
    }

    private static CommandLine line() {
        return new CommandLine(new AuditCommand())
                .setParameterExceptionHandler((e, arguments) -> {
                    throw e;
                })
                .setExecutionExceptionHandler((e, command, result) -> {
                    throw e;
                });
    }
}
