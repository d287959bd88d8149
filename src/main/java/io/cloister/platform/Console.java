package io.cloister.platform;

import java.util.Objects;
import java.util.ServiceLoader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command line. Errors are one line on standard error, {@code cloister: what is wrong; what to do}; the exit code is
 * 2 for bad use and 1 for failure.
 */
@Command(name = "cloister", synopsisSubcommandLabel = "COMMAND")
public final class Console {

    private Console() {}

    /** Runs one command and leaves the process, unless the command was to serve. */
    public static void main(Class<?> application, String... arguments) {
        // Before any tokenizer is loaded: by default that library reports its use to its makers, and may download.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        int code = commandLine(application).execute(arguments.length == 0 ? new String[] {"run"} : arguments);
        if (code != ServeCommand.SERVING) {
            System.exit(code);
        }
    }

    private static CommandLine commandLine(Class<?> application) {
        CommandLine line = new CommandLine(CommandSpec.forAnnotatedObject(new Console()))
                .addSubcommand("run", new ServeCommand(application, false))
                .addSubcommand("demo", new ServeCommand(application, true));
        ServiceLoader.load(ConsoleCommand.class)
                .forEach(command -> group(line, command.group()).addSubcommand(command));
        return line.setParameterExceptionHandler((e, _) -> fail(2, e.getMessage() + "; run ./cloister --help"))
                .setExecutionExceptionHandler((e, _, _) -> fail(1, sentence(e)));
    }

    /** Modules add commands to a group without knowing of each other. */
    private static CommandLine group(CommandLine line, String name) {
        if (name.isEmpty()) {
            return line;
        }
        if (!line.getSubcommands().containsKey(name)) {
            line.addSubcommand(name, CommandSpec.create());
        }
        return Objects.requireNonNull(line.getSubcommands().get(name));
    }

    private static String sentence(Exception e) {
        return e instanceof Problem problem ? problem.sentence() : e + "; run the command again or report this";
    }

    static int fail(int code, String sentence) {
        System.err.println("cloister: " + sentence.replaceAll("\\s*\\R\\s*", " "));
        return code;
    }
}
