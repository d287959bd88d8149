package io.cloister.inference.build;

import io.cloister.catalog.BuildProgress;
import io.cloister.inference.checkpoint.UnusableCheckpointException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of a graph's weights. First every tensor gets its region and says in which pieces it is made; then all pieces
 * are made, as many at a time as there are cores, each a few megabytes, and written where they belong. So memory does
 * not grow with the model. The digest follows what is written.
 */
final class DataFile {

    static final String NAME = "model.onnx.data";

    /** So that the runtime can map a tensor into memory where it lies. */
    private static final int ALIGNMENT = 4096;

    private final List<Piece> pieces = new ArrayList<>();
    private final List<Settled> settled = new ArrayList<>();
    private long end;
    private boolean open;

    /** Where a tensor lies, in bytes. */
    record Region(long offset, long length) {}

    /** Makes part of a tensor and writes it. */
    interface Work {
        void write(Target target) throws IOException;
    }

    /** Where one thread writes to, with arrays that it uses again for each piece; their content is arbitrary. */
    interface Target {

        /** Of at least so many numbers. */
        float[] numbers(int count);

        /** Of at least so many bytes. */
        byte[] bytes(int count);

        /** @param at offset within the region */
        void write(Region region, long at, ByteBuffer bytes) throws IOException;
    }

    /** @param sourceBytes of the checkpoint that it is made of */
    record Piece(long sourceBytes, Work work) {}

    /** When so many pieces are made, nothing below the offset changes any more. */
    record Settled(int pieces, long below) {}

    /** Makes room for a tensor, whose pieces must be added before those of a later one. */
    Region reserve(long bytes) {
        long offset = Math.ceilDiv(end, ALIGNMENT) * ALIGNMENT;
        if (open) {
            settled.add(new Settled(pieces.size(), offset));
            open = false;
        }
        end = offset + bytes;
        return new Region(offset, bytes);
    }

    void add(long sourceBytes, Work work) {
        pieces.add(new Piece(sourceBytes, work));
        open = true;
    }

    /**
     * Makes the file in its full size, without content.
     *
     * @throws IOException where the disk has too little space
     */
    void create(Path folder) throws IOException {
        long free = Files.getFileStore(folder).getUsableSpace();
        if (free < end) {
            throw new UnusableCheckpointException(
                    "The model takes %.1f MB and the disk of '%s' has %.1f MB left; make room or choose another disk."
                            .formatted(end / 1e6, folder.getParent(), free / 1e6));
        }
        try (var channel =
                FileChannel.open(folder.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(1), Math.max(0, end - 1));
        }
    }

    /**
     * Makes all pieces.
     *
     * @return the file's SHA-256, in hex
     * @throws IOException where a piece cannot be made or the disk is full
     * @throws InterruptedIOException where the build was cancelled
     */
    String write(Path folder, int threads, BuildProgress progress) throws IOException {
        settled.add(new Settled(pieces.size(), end));
        try (var channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            var frontier = new Frontier(pieces.size());
            // On the disk before the folder takes its name, and while other pieces and the digest are made.
            return new PieceWorkers(pieces, () -> new ChannelTarget(channel), progress, frontier)
                    .run(threads, new FollowingDigest(channel, settled, frontier), () -> channel.force(false));
        }
    }
}
