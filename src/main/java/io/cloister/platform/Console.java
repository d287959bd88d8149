package io.cloister.platform;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
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

    private static final String SERVE = "run";
    private static final String SERVE_DEMO = "demo";

    private final Class<?> application;

    private Console(Class<?> application) {
        this.application = application;
    }

    /** Runs one command and leaves the process, unless the command was to serve. */
    public static void main(Class<?> application, String... arguments) {
        // Before any tokenizer is loaded: by default that library reports its use to its makers, and may download.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        String[] given = arguments.length == 0 ? new String[] {SERVE} : arguments;
        if (!given[0].equals(SERVE) && !given[0].equals(SERVE_DEMO)) {
            // Results alone belong on standard output; what goes wrong arrives as an exception.
            LoggingSystem.get(Console.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
        }
        int code = commandLine(application).execute(given);
        if (code != ServeCommand.SERVING) {
            System.exit(code);
        }
    }

    /** All commands; what they print can be sent elsewhere. Standard output is UTF-8, whatever the terminal says. */
    public static CommandLine commandLine(Class<?> application) {
        CommandLine line = new CommandLine(CommandSpec.forAnnotatedObject(new Console(application)))
                .addSubcommand(SERVE, new ServeCommand(application, false))
                .addSubcommand(SERVE_DEMO, new ServeCommand(application, true));
        ServiceLoader.load(ConsoleCommand.class)
                .forEach(command -> group(line, command.group()).addSubcommand(command));
        return line.setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                .setParameterExceptionHandler((e, _) -> fail(e.getCommandLine(), 2, advised(e)))
                .setExecutionExceptionHandler(
                        (e, command, _) -> e instanceof ReportedException ? 1 : fail(command, 1, sentence(e)));
    }

    /** The console that a command belongs to, from the command's specification. */
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
        Map<String, Object> settings = Map.of(
                "cloister.data", directory.root().toString(),
                "logging.threshold.console", "off",
                "logging.file.name",
                        directory.root().resolve("logs/commands.log").toString());
        spring.addInitializers(context -> context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("command-line", settings)));
        spring.setDefaultProperties(settings);
        try {
            return spring.run();
        } catch (RuntimeException e) {
            throw new ReportedException(e);
        }
    }

    /** A failure to start that the failure reporter has told already. */
    private static final class ReportedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ReportedException(Throwable cause) {
            super(cause);
        }
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

    /** A sentence that says what to do needs no more advice. */
    private static String advised(CommandLine.ParameterException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("; ") ? message : message + "; run ./cloister --help";
    }

    private static int fail(CommandLine command, int code, String sentence) {
        command.getErr().println("cloister: " + sentence.replaceAll("\\s*\\R\\s*", " "));
        return code;
    }
}
