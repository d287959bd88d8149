package io.cloister.platform;

import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command line. Errors are one line on standard error, {@code cloister: what is wrong; what to do}; the exit code is
 * 2 for bad use and 1 for failure.
 */
@Command(name = "cloister", synopsisSubcommandLabel = "COMMAND")
public final class Console {

    private final Class<?> application;

    private Console(Class<?> application) {
        this.application = application;
    }

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

    /** The command line of a command, from its specification. */
    public static Console of(CommandSpec command) {
        return (Console) command.root().userObject();
    }

    /**
     * Starts the application without its web server, for a command that works on an installation which no portal is
     * running in; the caller closes it. What it logs goes to a file in the data directory.
     */
    public ConfigurableApplicationContext start(DataDirectory directory) {
        SpringApplication spring = new SpringApplication(application);
        spring.setMainApplicationClass(application);
        spring.setWebApplicationType(WebApplicationType.NONE);
        spring.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "command-line", Map.of("cloister.data", directory.root().toString()))));
        spring.setDefaultProperties(Map.of(
                "logging.threshold.console",
                "off",
                "logging.file.name",
                directory.root().resolve("logs/commands.log").toString()));
        try {
            return spring.run();
        } catch (RuntimeException e) {
            throw new ReportedException(e);
        }
    }

    private static CommandLine commandLine(Class<?> application) {
        CommandLine line = new CommandLine(CommandSpec.forAnnotatedObject(new Console(application)))
                .addSubcommand("run", new ServeCommand(application, false))
                .addSubcommand("demo", new ServeCommand(application, true));
        ServiceLoader.load(ConsoleCommand.class)
                .forEach(command -> group(line, command.group()).addSubcommand(command));
        return line.setParameterExceptionHandler((e, _) -> fail(2, e.getMessage() + "; run ./cloister --help"))
                .setExecutionExceptionHandler((e, _, _) -> e instanceof ReportedException ? 1 : fail(1, sentence(e)));
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

    /** A failure to start that the failure reporter has told already. */
    private static final class ReportedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ReportedException(Throwable cause) {
            super(cause);
        }
    }

    static int fail(int code, String sentence) {
        System.err.println("cloister: " + sentence.replaceAll("\\s*\\R\\s*", " "));
        return code;
    }
}
