package io.cloister.catalog.intake;

import io.cloister.platform.Problem;
import io.cloister.platform.ProblemType;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file that is arriving. */
final class UploadedPart {

    private static final int BUFFER = 1 << 17;
    private static final long LOOK_AT_THE_DISK_EVERY = 64L << 20;

    private UploadedPart() {}

    /** Writes what arrives; true where the file is whole then. What has arrived stays where the connection breaks. */
    static boolean append(Path part, @Nullable ContentRange range, long length, InputStream body, FreeSpace space)
            throws IOException {
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = file.tryLock()) {
            if (lock == null) {
                throw inUse();
            }
            if (range == null) {
                file.truncate(0);
            } else if (range.first() != file.size()) {
                throw new Problem(
                        ProblemType.CONFLICT,
                        "%,d bytes of the file are here; continue with the byte after them.".formatted(file.size()));
            }
            file.position(file.size());
            long expected = range == null ? length : range.length();
            long arrived = transfer(body, file, expected < 0 ? Long.MAX_VALUE : expected, space);
            if (expected >= 0 && arrived < expected) {
                throw new EOFException("the rest of the file did not arrive");
            }
            return range == null || range.isLast();
        } catch (OverlappingFileLockException e) {
            throw inUse();
        }
    }

    private static long transfer(InputStream body, FileChannel file, long most, FreeSpace space) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long arrived = 0;
        long nextLook = LOOK_AT_THE_DISK_EVERY;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            if (read > most - arrived) {
                throw new Problem(
                        ProblemType.INVALID_INPUT,
                        "The body is longer than the header Content-Range says; send that part again.");
            }
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            arrived += read;
            if (arrived >= nextLook) {
                space.require(0);
                nextLook += LOOK_AT_THE_DISK_EVERY;
            }
        }
        return arrived;
    }

    private static Problem inUse() {
        return new Problem(
                ProblemType.CONFLICT,
                "Another request is sending this file; wait until it has ended, then look what is here.");
    }
}
