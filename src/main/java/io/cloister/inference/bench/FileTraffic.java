package io.cloister.inference.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** The least that a builder must do, and what it cost. */
final class FileTraffic {

    private static final int BUFFER = 1 << 20;

    private FileTraffic() {}

    /** Reads every file of a folder once and writes as many bytes as are wanted; gives the time it took. */
    static Duration readAndWrite(Path source, Path copy, long bytes, InstantSource clock) throws IOException {
        List<Path> files = files(source);
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        Instant start = clock.instant();
        for (Path file : files) {
            try (var channel = FileChannel.open(file)) {
                while (channel.read(buffer.clear()) >= 0) {
                    // Reading is all.
                }
            }
        }
        try (var channel = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (long left = bytes; left > 0; ) {
                left -= channel.write(buffer.clear().limit((int) Math.min(BUFFER, left)));
            }
            channel.force(false);
        }
        Duration taken = Duration.between(start, clock.instant());
        Files.delete(copy);
        return taken;
    }

    /** Size of all files of a folder. */
    static long bytes(Path folder) throws IOException {
        long sum = 0;
        for (Path file : files(folder)) {
            sum += Files.size(file);
        }
        return sum;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.filter(Files::isRegularFile).toList();
        }
    }
}
