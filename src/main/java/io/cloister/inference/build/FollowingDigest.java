package io.cloister.inference.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;

/** The SHA-256 of a file that is still being written: reads what does not change any more, right behind the writers. */
final class FollowingDigest implements Callable<String> {

    private static final int BUFFER = 1 << 17;

    private final FileChannel channel;
    private final List<DataFile.Settled> settled;
    private final Frontier frontier;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

    FollowingDigest(FileChannel channel, List<DataFile.Settled> settled, Frontier frontier) {
        this.channel = channel;
        this.settled = List.copyOf(settled);
        this.frontier = frontier;
    }

    /** In hex; empty where the writers gave up. */
    @Override
    public String call() throws IOException, InterruptedException {
        MessageDigest digest = sha256();
        long position = 0;
        for (DataFile.Settled next : settled) {
            if (!frontier.await(next.pieces())) {
                return "";
            }
            position = update(digest, position, next.below());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Up to an offset, or the end of the file where that comes first. */
    private long update(MessageDigest digest, long from, long to) throws IOException {
        long position = from;
        while (position < to) {
            int read = channel.read(buffer.clear().limit((int) Math.min(BUFFER, to - position)), position);
            if (read < 0) {
                break;
            }
            digest.update(buffer.flip());
            position += read;
        }
        return position;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
