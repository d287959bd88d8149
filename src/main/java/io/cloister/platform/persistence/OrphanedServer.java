package io.cloister.platform.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database server that outlived the Cloister process that started it. */
final class OrphanedServer {

    private static final Logger log = LoggerFactory.getLogger(OrphanedServer.class);

    private OrphanedServer() {}

    /** Called by the holder of the data directory's lock only, so a server that runs there has no master. */
    static void stop(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile);
        Optional<ProcessHandle> server = ProcessHandle.of(
                        Long.parseLong(lines.getFirst().strip()))
                .filter(handle -> handle.info().command().orElse("").endsWith("/postgres"));
        if (server.isEmpty()) {
            return;
        }
        log.warn("A database server was left running in {}; stopping it", cluster);
        server.get().destroy();
        try {
            var _ = server.get().onExit().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(
                    "the database server left running there (process "
                            + server.get().pid() + ") does not stop; stop it by hand",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** The port of the server that runs in a cluster, if one does. */
    static Optional<Integer> port(Path cluster) throws IOException {
        Path pidFile = cluster.resolve("postmaster.pid");
        return Files.exists(pidFile)
                ? Optional.of(Integer.valueOf(Files.readAllLines(pidFile).get(3).strip()))
                : Optional.empty();
    }
}
