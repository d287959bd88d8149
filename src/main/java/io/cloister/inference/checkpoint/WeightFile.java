package io.cloister.inference.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;

/**
 * An open safetensors file. May be read by several threads at once. It is read rather than mapped: from the system's cache
 * a copy into a small buffer, used again and again, costs less than making pages of a large file visible one by one.
 */
record WeightFile(String name, FileChannel channel, SafetensorsHeader header) implements Closeable {

    /** The most bytes that are read at a time: they stay in the processor's cache until they are used. */
    static final int MOST = 1 << 16;

    private static final ThreadLocal<ByteBuffer> BUFFER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(MOST));

    /** Reads and checks the header. */
    static WeightFile open(CheckpointFolder folder, String name) throws UnusableCheckpointException {
        FileChannel channel = folder.open(name);
        try {
            return new WeightFile(name, channel, SafetensorsHeader.read(name, channel, channel.size()));
        } catch (IOException e) {
            throw CheckpointFolder.unreadable(name, closed(channel, e));
        } catch (RuntimeException e) {
            throw closed(channel, e);
        }
    }

    private static <E extends Exception> E closed(FileChannel channel, E failure) {
        try {
            channel.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** @throws UnusableCheckpointException where it is not stored in an {@link ElementType} */
    StoredTensor tensor(TensorEntry entry) throws UnusableCheckpointException {
        ElementType type = entry.type()
                .element()
                .orElseThrow(() -> new UnusableCheckpointException(
                        "The tensor '%.200s' in '%s' is stored as %s; get the checkpoint in F32, F16 or BF16."
                                .formatted(entry.name(), name, entry.type())));
        return new StoredTensor(entry.name(), type, entry.shape(), this, header.dataStart() + entry.begin());
    }

    /**
     * Reads some bytes.
     *
     * @param count at most {@link #MOST}
     * @return a buffer of the calling thread, which the next call overwrites
     * @throws IllegalStateException where the file is closed
     * @throws UncheckedIOException of an {@link UnusableCheckpointException} where the file has lost its end or its disk
     */
    MemorySegment read(long position, int count) {
        ByteBuffer buffer = BUFFER.get().clear().limit(count);
        try {
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    throw new IOException("The file has lost its end.");
                }
            }
        } catch (ClosedByInterruptException e) {
            throw new UncheckedIOException(e);
        } catch (ClosedChannelException e) {
            throw new IllegalStateException("The checkpoint is closed.", e);
        } catch (IOException e) {
            throw new UncheckedIOException(UnusableCheckpointException.damaged(
                    name, "it could no longer be read, as if it had been cut while in use", e));
        }
        return MemorySegment.ofBuffer(buffer.flip());
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
