package io.cloister.audit.verification;

import io.cloister.platform.ConsoleCommand;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about the audit trail. */
@Command(name = "audit", description = "Checks the audit trail", subcommands = VerifyCommand.class)
public final class AuditCommand implements ConsoleCommand {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(), "audit must be told what to do: audit verify");
    }
}
