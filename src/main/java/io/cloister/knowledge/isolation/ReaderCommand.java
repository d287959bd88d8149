package io.cloister.knowledge.isolation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a reader process is started. */
final class ReaderCommand {

    private static final Logger LOG = LoggerFactory.getLogger(ReaderCommand.class);
    private static final long LARGEST_FILE = 100L << 20;

    private final ReaderLimits limits;
    private final List<String> cage;

    ReaderCommand(ReaderLimits limits) {
        this.limits = limits;
        this.cage = cage();
    }

    /** Commands of Linux that lock the process in and then become it, as far as this machine lets them. */
    private static List<String> cage() {
        List<String> cage = new ArrayList<>();
        List<String> small = List.of("prlimit", "--fsize=" + LARGEST_FILE, "--core=0");
        if (works(small)) {
            cage.addAll(small);
        }
        if (works(List.of("unshare", "--net"))) {
            cage.addAll(List.of("unshare", "--net"));
        } else if (works(List.of("unshare", "--map-root-user", "--net"))) {
            cage.addAll(List.of("unshare", "--map-root-user", "--net"));
        } else {
            LOG.warn(
                    "Files are read in a process that is not cut off from the network: 'unshare --net' is not permitted"
                            + " here; permit user namespaces, or cut the whole portal off");
        }
        return List.copyOf(cage);
    }

    private static boolean works(List<String> prefix) {
        List<String> command = new ArrayList<>(prefix);
        command.add("true");
        try {
            Process trial = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @param folder the only one that it is told of */
    Process start(Path folder) throws IOException {
        List<String> command = new ArrayList<>(cage);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.heapMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=96m",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                absolute(System.getProperty("java.class.path")),
                ReaderMain.class.getName(),
                Integer.toString(limits.parsing().characters()),
                Integer.toString(limits.parsing().pages())));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"));
        return builder.start();
    }

    /** Since the process works in another folder. */
    private static String absolute(String classPath) {
        String separator = System.getProperty("path.separator");
        return String.join(
                separator,
                List.of(classPath.split(separator, 0)).stream()
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .toList());
    }
}
